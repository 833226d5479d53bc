import * as Y from 'yjs';
import { contentSchema } from '../../editor/schema.ts';

/** What a block's text counts an inline element, or an embed, as. */
export const objectCharacter = '\ufffc';

/** Whether a node stands in the line of text, as a hard break does. */
export const isInline = (node: unknown): boolean =>
  node instanceof Y.XmlText || (node instanceof Y.XmlElement && contentSchema.nodes[node.nodeName]?.isInline === true);

/** Whether a block holds text directly, or could: it has no blocks inside. */
export const isTextblock = (block: Y.XmlElement): boolean => block.toArray().every(isInline);

/** The same of a block that has just died, of which `toArray` gives nothing any more. */
export function hadOnlyInlineContent(block: Y.XmlElement): boolean {
  for (let item = block._start; item !== null; item = item.right)
    if (item.content instanceof Y.ContentType && !isInline(item.content.type)) return false;
  return true;
}

/**
 * The name of a block: its `id`, or the Yjs id of its item. Reads what the block had when it was alive, so it can be
 * asked of one that dies in the present transaction.
 */
export function blockIdOf(block: Y.XmlElement): string | undefined {
  const content = block._map.get('id')?.content;
  const written: unknown = content instanceof Y.ContentAny ? content.arr.at(-1) : undefined;
  if (typeof written === 'string') return written;
  return block._item === null ? undefined : `${block._item.id.client}:${block._item.id.clock}`;
}

/** The first live textblock of that name, in the order of the document. */
export function findTextblock(content: Y.XmlFragment, blockId: string): Y.XmlElement | undefined {
  for (const node of content.toArray()) {
    if (!(node instanceof Y.XmlElement)) continue;
    if (blockIdOf(node) === blockId && isTextblock(node) && canHoldText(node)) return node;
    const inside = findTextblock(node, blockId);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

const canHoldText = ({ nodeName }: Y.XmlElement): boolean => contentSchema.nodes[nodeName]?.inlineContent === true;

/** The text of a block in the units that offsets count. */
export function textOf(block: Y.XmlElement): string {
  return block.toArray().map(inlineUnits).join('');
}

function inlineUnits(node: unknown): string {
  if (!(node instanceof Y.XmlText)) return objectCharacter;
  const delta: readonly { readonly insert?: unknown }[] = node.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : objectCharacter)).join('');
}

/** The Yjs text, and the index in it, at an offset of a block. Makes a text where there is none. */
export function textAt(block: Y.XmlElement, offset: number): readonly [text: Y.XmlText, index: number] {
  let left = offset;
  let last: readonly [Y.XmlText, number] | undefined;
  for (const node of block.toArray()) {
    const length = node instanceof Y.XmlText ? node.length : 1;
    if (node instanceof Y.XmlText) {
      if (left <= length) return [node, left];
      last = [node, length];
    } else if (left === 0 && last !== undefined) {
      return last;
    }
    left -= length;
  }
  if (last !== undefined && left <= 0) return last;
  const text = new Y.XmlText();
  block.insert(block.length, [text]);
  return [text, 0];
}
