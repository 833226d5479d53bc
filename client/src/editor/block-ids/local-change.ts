import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { Mapping, type StepMap } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What a person did here in one go, from the text before to the text after. */
export interface LocalChange {
  readonly before: Node;
  readonly after: Node;
  /** From the first to the last position that changed, in `after`. */
  readonly range: Range;
  readonly mapping: Mapping;
}

/** The change that these transactions make together; `undefined` when they move nothing, or were made by Yjs. */
export function toLocalChange(transactions: readonly Transaction[]): LocalChange | undefined {
  const received = transactions.findLastIndex((transaction) => transaction.getMeta(ySyncPluginKey) !== undefined);
  const local = transactions.slice(received + 1).filter(({ docChanged }) => docChanged);
  const [first] = local;
  const last = local.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const mapping = new Mapping();
  for (const transaction of local) mapping.appendMapping(transaction.mapping);
  const range = changedRange(mapping.maps);
  return range && { before: first.before, after: last.doc, range, mapping };
}

/** What was before in the place of a part of the text after. */
export function rangeBefore({ mapping }: LocalChange, { from, to }: Range): Range {
  const back = mapping.invert();
  return { from: back.map(from, -1), to: back.map(to, 1) };
}

function changedRange(maps: readonly StepMap[]): Range | undefined {
  let range: Range | undefined;
  for (const map of maps) {
    if (range !== undefined) range = { from: map.map(range.from, -1), to: map.map(range.to, 1) };
    map.forEach((_oldFrom, _oldTo, from, to) => {
      range = { from: Math.min(from, range?.from ?? from), to: Math.max(to, range?.to ?? to) };
    });
  }
  return range;
}

/** Whether it stayed inside one block of text, which is what typing does: no block was made, ended or changed. */
export function isInsideOneBlock(change: LocalChange): boolean {
  const now = textblockAround(change.after, change.range);
  if (now === undefined) return false;
  return textblockAround(change.before, rangeBefore(change, change.range))?.hasMarkup(now.type, now.attrs) === true;
}

/** One look up in either text: in a long document it is what costs. */
function textblockAround(doc: Node, { from, to }: Range): Node | undefined {
  const $from = doc.resolve(from);
  return $from.parent.isTextblock && to <= $from.end() ? $from.parent : undefined;
}
