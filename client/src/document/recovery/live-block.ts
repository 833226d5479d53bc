import * as Y from 'yjs';
import { findBlock } from '../../editor/block-ids/block-id.ts';
import { inlineNodes, textblocks } from '../../editor/node-kinds.ts';

/** What a block's text counts an inline element, or an embed, as. */
export const objectCharacter = '\ufffc';

/** Whether a node stands in the line of text, as a hard break does. */
export const isInline = (node: unknown): boolean =>
  node instanceof Y.XmlText || (node instanceof Y.XmlElement && inlineNodes.has(node.nodeName));

/** Whether a block holds, or held, no blocks. Also of one that has just died, of which `toArray` gives nothing any more. */
export function hadOnlyInlineContent(block: Y.XmlElement): boolean {
  for (let item = block._start; item !== null; item = item.right)
    if (item.content instanceof Y.ContentType && !isInline(item.content.type)) return false;
  return true;
}

/** The live textblock of that name; `undefined` also when something else has it. */
export function findTextblock(content: Y.XmlFragment, blockId: string): Y.XmlElement | undefined {
  const block = findBlock(content, blockId);
  return block !== undefined && canHoldText(block) && block.toArray().every(isInline) ? block : undefined;
}

const canHoldText = ({ nodeName }: Y.XmlElement): boolean => textblocks.has(nodeName);

/** The text of a block in the units that offsets count. */
export function textOf(block: Y.XmlElement): string {
  return block.toArray().map(inlineUnits).join('');
}

function inlineUnits(node: unknown): string {
  if (!(node instanceof Y.XmlText)) return objectCharacter;
  const delta: readonly { readonly insert?: unknown }[] = node.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : objectCharacter)).join('');
}

/** Where in a block a unit of its text is now; `undefined` when it is not there any more. */
export function offsetOf(block: Y.XmlElement, { client, clock }: Y.ID): number | undefined {
  let offset = 0;
  for (const node of block.toArray()) {
    if (!(node instanceof Y.XmlText)) {
      offset += 1;
      continue;
    }
    for (let item = node._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue;
      const { id } = item;
      if (id.client === client && id.clock <= clock && clock < id.clock + item.length) return offset + clock - id.clock;
      offset += item.length;
    }
  }
  return undefined;
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
