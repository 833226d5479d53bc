import type * as Y from 'yjs';
import { afterFrame } from '../after-frame.ts';
import { readExcerpt } from './excerpt.ts';

export interface Description {
  readonly title: string;
  readonly excerpt: string;
}

/** Reads only. */
export const describeDocument = (doc: Y.Doc): Description => ({
  title: doc.getText('title').toString(),
  excerpt: readExcerpt(doc.getXmlFragment('content')),
});

/** The list is written, stored and drawn each time: no more often than an eye on it would miss. */
const describeAfterMs = 2_000;

/**
 * Describes an open document now, and a moment after each change, until the returned function is called. `isChanged`:
 * something was written since the last time.
 */
export function followDocument(
  doc: Y.Doc,
  described: (description: Description, isChanged: boolean) => void,
): () => void {
  const title = doc.getText('title');
  let isDue = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const describe = () => {
    clearTimeout(timer);
    timer = undefined;
    described(describeDocument(doc), isDue);
    isDue = false;
  };
  const changed = () => {
    isDue = true;
    timer ??= setTimeout(describe, describeAfterMs);
  };
  const describeIfDue = () => {
    if (isDue) describe();
  };
  // A title is rarely changed, and is what a document is found by: it waits for no pause.
  const retitled = () => afterFrame(describeIfDue);
  describe();
  doc.on('update', changed);
  title.observe(retitled);
  // The page may be gone before the pause is over.
  addEventListener('pagehide', describeIfDue);
  return () => {
    doc.off('update', changed);
    title.unobserve(retitled);
    removeEventListener('pagehide', describeIfDue);
    describeIfDue();
  };
}
