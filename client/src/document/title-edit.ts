/** Replaces `removed` UTF-16 units from `index` by `inserted`. */
export interface TextEdit {
  readonly index: number;
  readonly removed: number;
  readonly inserted: string;
}

const isLowSurrogate = (text: string, index: number): boolean => (text.charCodeAt(index) & 0xfc00) === 0xdc00;

/**
 * The smallest single edit that turns one text into another. Never cuts through a character of two UTF-16 units:
 * Yjs would replace its halves by question marks (yjs#638).
 */
export function findEdit(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  while (start > 0 && (isLowSurrogate(before, start) || isLowSurrogate(after, start))) start -= 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  while (end > 0 && (isLowSurrogate(before, before.length - end) || isLowSurrogate(after, after.length - end)))
    end -= 1;
  return { index: start, removed: before.length - end - start, inserted: after.slice(start, after.length - end) };
}

/** Where a caret stands after an edit: before it, it stays; inside, it goes to the end of what was inserted. */
export function moveIndex(index: number, edit: TextEdit): number {
  if (index <= edit.index) return index;
  const end = edit.index + edit.removed;
  return index >= end ? index + edit.inserted.length - edit.removed : edit.index + edit.inserted.length;
}

/** The same intention in a text that somebody else has changed meanwhile. Words of theirs are not removed. */
export function rebaseEdit(edit: TextEdit, over: TextEdit): TextEdit {
  const end = edit.index + edit.removed;
  const overEnd = over.index + over.removed;
  if (end <= over.index) return edit;
  if (edit.index >= overEnd) return { ...edit, index: edit.index + over.inserted.length - over.removed };
  // Both touched the same words: only those of ours that they left alone are still there to remove.
  const removedBefore = over.index - edit.index;
  if (removedBefore > 0) return { ...edit, removed: removedBefore };
  return { ...edit, index: over.index + over.inserted.length, removed: Math.max(0, end - overEnd) };
}
