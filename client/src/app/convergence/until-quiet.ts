import type { DocumentRegistry } from '../document-registry.ts';

/** Somebody who writes for an hour without a pause still gets the others' changes. */
const atMostMs = 10_000;

/**
 * Resolves when nobody types and no document is being opened, after 10 s at the latest: what a person waits for goes
 * first.
 */
export async function untilQuiet(
  untilPause: () => Promise<void>,
  documents: Pick<DocumentRegistry, 'isOpening' | 'subscribe'>,
): Promise<void> {
  const { promise: isLate, resolve } = Promise.withResolvers<void>();
  const deadline = setTimeout(resolve, atMostMs);
  await Promise.race([Promise.all([untilPause(), untilOpened(documents)]), isLate]);
  clearTimeout(deadline);
}

function untilOpened({ isOpening, subscribe }: Pick<DocumentRegistry, 'isOpening' | 'subscribe'>): Promise<void> {
  if (!isOpening()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      if (isOpening()) return;
      stop();
      resolve();
    });
  });
}
