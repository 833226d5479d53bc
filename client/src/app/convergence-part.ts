import type { Library } from '../library/library.ts';
import type { DocumentRegistry } from './document-registry.ts';
import { createPart } from './part.ts';

/** Keeps documents in step that are not open, and says so. Not in `lazy-parts.ts`, because every sidebar shows it. */
export const convergencePart = createPart(() => import('./convergence/ConvergenceLine.tsx'));

/** What is open goes first, and so do the other parts of the program. */
const startAfterMs = 3_000;

export function startConvergence(library: Library, documents: DocumentRegistry): void {
  setTimeout(async () => {
    const part = await convergencePart.load();
    if (part.ok) part.value.convergence.open(library, documents);
  }, startAfterMs);
}
