import type { Library } from '../../library/library.ts';
import { createPart } from '../part.ts';

/** What is left of the time in the trash. Not in `lazy-parts.ts`, because every list may warn. */
export const trashTerm = createPart(() => import('./TrashTerm.tsx'));

/** The list is drawn first. */
const startAfterMs = 2_000;

export function startTrashTerm(library: Library): void {
  setTimeout(async () => {
    const part = await trashTerm.load();
    if (part.ok) part.value.keepTrash(library);
  }, startAfterMs);
}
