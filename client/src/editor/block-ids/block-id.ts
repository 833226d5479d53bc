import * as Y from 'yjs';

/** 60 random bits in base64url: written when a block is made. */
const madeForm = /^[\w-]{10}$/;
/** `client:clock` of the Yjs item of a block that was made without an id. */
const yjsForm = /^\d{1,16}:\d{1,16}$/;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A name for a block that is being made here. */
export function newBlockId(): string {
  return [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => alphabet[byte % 64]).join('');
}

/** Whether something found in a document or in pasted HTML may be taken for the id of a block. */
export const isBlockId = (value: unknown): value is string =>
  typeof value === 'string' && (madeForm.test(value) || yjsForm.test(value));

/**
 * The lasting name of a block: its attribute `id`, and for one without it (made by a stock client) the `client:clock`
 * of its Yjs item. A block that has just died keeps its name until Yjs collects it, at the end of the transaction.
 */
export function blockIdOf(block: Y.XmlElement): string {
  const item = block._item;
  const attribute = block._map.get('id');
  const isWritten = attribute !== undefined && (!attribute.deleted || item?.deleted === true);
  const written: unknown = isWritten ? attribute.content.getContent()[0] : undefined;
  return isBlockId(written) ? written : `${item?.id.client}:${item?.id.clock}`;
}

/**
 * The live block with this id. Two people who change one block at the same moment leave two with its id: the first in
 * document order holds it, on every device alike. Reads only.
 */
export function findBlock(content: Y.XmlFragment, id: string): Y.XmlElement | undefined {
  for (const block of elementsOf(content)) if (blockIdOf(block) === id) return block;
  return undefined;
}

/** The ids of all live blocks. */
export function listBlockIds(content: Y.XmlFragment): Set<string> {
  const ids = new Set<string>();
  for (const block of elementsOf(content)) ids.add(blockIdOf(block));
  return ids;
}

function* elementsOf(parent: Y.XmlFragment): Generator<Y.XmlElement> {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    yield child;
    yield* elementsOf(child);
  }
}
