import * as Y from 'yjs';
import { structsIn } from './lost-content.ts';
import { type RestoredMark, readEntries, recoveredOf } from './recovered-entries.ts';

/**
 * Two devices that did not know of each other may have put the same words back. Those of the lower client stand; the
 * others are taken away again, on whichever device sees both. Deleting by id is the same however many do it.
 *
 * Call inside a transaction. Returns whether there was anything to settle.
 */
export function settleDuplicates(doc: Y.Doc): boolean {
  const superfluous = findSuperfluous(readEntries(doc).restored);
  for (const { mark, isWhole } of superfluous) if (isWhole) recoveredOf(doc).delete(mark.key);
  for (const { mark, offset, length } of superfluous) deleteText(doc, mark.by, mark.at + offset, length);
  return superfluous.length > 0;
}

interface Superfluous {
  readonly mark: RestoredMark;
  readonly offset: number;
  readonly length: number;
  readonly isWhole: boolean;
}

function findSuperfluous(marks: readonly RestoredMark[]): Superfluous[] {
  const byAuthor = Map.groupBy(marks, ({ client }) => client).values();
  return [...byAuthor].flatMap((ofAuthor) =>
    ofAuthor.flatMap((mark) => ofAuthor.flatMap((other) => overlap(mark, other) ?? [])),
  );
}

function overlap(mark: RestoredMark, other: RestoredMark): Superfluous | undefined {
  if (other.by >= mark.by) return undefined;
  const start = Math.max(mark.clock, other.clock);
  const end = Math.min(mark.clock + mark.length, other.clock + other.length);
  if (start >= end) return undefined;
  return { mark, offset: start - mark.clock, length: end - start, isWhole: end - start === mark.length };
}

function deleteText(doc: Y.Doc, client: number, start: number, length: number): void {
  const end = start + length;
  for (const struct of [...structsIn(doc, { client, start, end })]) {
    if (!(struct instanceof Y.Item) || struct.deleted || !(struct.parent instanceof Y.XmlText)) continue;
    const from = Math.max(start, struct.id.clock);
    const to = Math.min(end, struct.id.clock + struct.length);
    if (struct.countable) struct.parent.delete(indexOf(struct) + from - struct.id.clock, to - from);
  }
}

function indexOf(item: Y.Item): number {
  let index = 0;
  for (let left = item.left; left !== null; left = left.left) if (!left.deleted && left.countable) index += left.length;
  return index;
}
