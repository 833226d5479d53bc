import * as Y from 'yjs';
import { contentSchema } from './schema.ts';

interface BlockJson {
  type: string;
  attrs?: Record<string, unknown>;
  content?: BlockJson[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** y-tiptap stores overlapping marks of one kind as `name--hash`. */
const overlappingMarkHash = /--[A-Za-z0-9+/=]{8}$/;

/**
 * Names what this version of the editor does not know in a document: `node:callout`, `mark:comment`,
 * `attribute:paragraph.textAlign`, `nesting:bulletList`. Empty when the editor may be mounted.
 *
 * Reads only. The stock binding deletes what it does not know, for everybody, by the mere opening of a document
 * (tiptap#6927), and so do its conversion helpers; that is why this reads the Yjs types itself.
 */
export function findUnknownContent(content: Y.XmlFragment): string[] {
  return scanBlocks(content.toArray());
}

/** The same for what one transaction brought: only the top-level blocks that it touched are read. */
export function findUnknownInTransaction(content: Y.XmlFragment, transaction: Y.Transaction): string[] {
  const touched = new Set<Y.XmlElement | Y.XmlText | Y.XmlHook>();
  for (const type of transaction.changed.keys()) {
    if (Object.is(type, content)) {
      for (const block of content.toArray()) if (isNew(block, transaction)) touched.add(block);
    } else {
      const block = topLevelBlock(type, content);
      if (block !== undefined) touched.add(block);
    }
  }
  return scanBlocks([...touched]);
}

function isNew(type: Y.XmlElement | Y.XmlText | Y.XmlHook, transaction: Y.Transaction): boolean {
  const id = type._item?.id;
  return id !== undefined && id.clock >= (transaction.beforeState.get(id.client) ?? 0);
}

function topLevelBlock(type: unknown, content: Y.XmlFragment): Y.XmlElement | Y.XmlText | undefined {
  let current = type;
  while (current instanceof Y.AbstractType) {
    const parent: unknown = current.parent;
    if (parent === content)
      return current instanceof Y.XmlElement || current instanceof Y.XmlText ? current : undefined;
    current = parent;
  }
  return undefined;
}

function scanBlocks(blocks: readonly (Y.XmlElement | Y.XmlText | Y.XmlHook)[]): string[] {
  const unknown = new Set<string>();
  for (const block of blocks) {
    const json = readNode(block, unknown);
    if (unknown.size === 0 && !isWellNested(json)) unknown.add(`nesting:${json[0]?.type ?? 'text'}`);
  }
  return [...unknown];
}

function isWellNested(content: BlockJson[]): boolean {
  try {
    contentSchema.nodeFromJSON({ type: 'doc', content }).check();
    return true;
  } catch {
    // ProseMirror says "no" by throwing a RangeError.
    return false;
  }
}

function readNode(type: Y.XmlElement | Y.XmlText | Y.XmlHook, unknown: Set<string>): BlockJson[] {
  if (type instanceof Y.XmlText) return readText(type, unknown);
  if (!(type instanceof Y.XmlElement)) {
    unknown.add('node:hook');
    return [];
  }
  const name = type.nodeName;
  const known = contentSchema.nodes[name];
  const attrs: Record<string, unknown> = type.getAttributes();
  if (known === undefined) unknown.add(`node:${name}`);
  else addUnknownAttributes(name, attrs, known.spec.attrs, unknown);
  return [{ type: name, attrs, content: type.toArray().flatMap((child) => readNode(child, unknown)) }];
}

function readText(text: Y.XmlText, unknown: Set<string>): BlockJson[] {
  const delta: { insert?: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
  return delta.flatMap(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string') {
      unknown.add('node:embed');
      return [];
    }
    return [{ type: 'text', text: insert, marks: readMarks(attributes, unknown) }];
  });
}

function readMarks(attributes: Record<string, unknown>, unknown: Set<string>): NonNullable<BlockJson['marks']> {
  return Object.entries(attributes).map(([key, value]) => {
    const name = key.replace(overlappingMarkHash, '');
    const attrs = isRecord(value) ? value : {};
    const known = contentSchema.marks[name];
    if (known === undefined) unknown.add(`mark:${name}`);
    else addUnknownAttributes(name, attrs, known.spec.attrs, unknown);
    return { type: name, attrs };
  });
}

function addUnknownAttributes(
  owner: string,
  attrs: Record<string, unknown>,
  known: Record<string, unknown> | undefined,
  unknown: Set<string>,
): void {
  for (const name of Object.keys(attrs))
    if (known === undefined || !Object.hasOwn(known, name)) unknown.add(`attribute:${owner}.${name}`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
