import * as Y from 'yjs';
import { schemaReleases } from './schema-releases.ts';

/** What a document says of the programs that may have it (`meta.schema`). Numbers of schema releases. */
export interface SchemaStamp {
  /** The newest release that a part of the document belongs to. */
  readonly version: number;
  /** An older program must not mount an editor on it. */
  readonly minReader: number;
  /** An older program must not write in it. */
  readonly minWriter: number;
}

/** The release that this program knows. */
export const schemaVersion = Math.max(...schemaReleases.map(({ version }) => version));

const firstStamp: SchemaStamp = { version: 1, minReader: 1, minWriter: 1 };
const highestStamp = schemaReleases.reduce<SchemaStamp>(highest, firstStamp);

/** The stamp of a document; that of the first release when it has none, or one that makes no sense. */
export function readStamp(meta: Y.Map<unknown>): SchemaStamp {
  const stamp = meta.get('schema');
  if (typeof stamp !== 'object' || stamp === null) return firstStamp;
  const read = (name: keyof SchemaStamp) => {
    const value: unknown = Reflect.get(stamp, name);
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : firstStamp[name];
  };
  return { version: read('version'), minReader: read('minReader'), minWriter: read('minWriter') };
}

/** Gives a new document its stamp, no lower than one it has. By its maker only, in the transaction that makes it. */
export function writeFirstStamp(meta: Y.Map<unknown>, content: Y.XmlFragment): void {
  meta.set('schema', highest(readStamp(meta), stampOf(content.toArray())));
}

/** Raises the stamp to what the parts in `written` ask for. For changes of this program only, never for what arrives. */
export function raiseStamp(meta: Y.Map<unknown>, written: () => readonly unknown[]): void {
  if (!isAtLeast(readStamp(meta), highestStamp)) raiseStampTo(meta, stampOf(written()));
}

/**
 * Writes only where `asked` is higher, and never lowers. Each program answers for what it has itself just written, so
 * two of them have nothing to answer each other, and mounting writes nothing. Of two stamps written at the same moment
 * one wins; whoever asked for more raises it with their next change, and what is in the document is looked at anyway.
 */
export function raiseStampTo(meta: Y.Map<unknown>, asked: SchemaStamp): void {
  const current = readStamp(meta);
  if (!isAtLeast(current, asked)) meta.set('schema', highest(current, asked));
}

function stampOf(blocks: readonly unknown[]): SchemaStamp {
  const parts = partsIn(blocks);
  return schemaReleases
    .filter((release) => release.parts.some((part) => parts.has(part)))
    .reduce<SchemaStamp>(highest, firstStamp);
}

function highest(one: SchemaStamp, other: SchemaStamp): SchemaStamp {
  return {
    version: Math.max(one.version, other.version),
    minReader: Math.max(one.minReader, other.minReader),
    minWriter: Math.max(one.minWriter, other.minWriter),
  };
}

const isAtLeast = (one: SchemaStamp, other: SchemaStamp): boolean =>
  one.version >= other.version && one.minReader >= other.minReader && one.minWriter >= other.minWriter;

/** The names of all parts that blocks of the shared document consist of. Reads only. */
export function partsIn(blocks: readonly unknown[]): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const block of blocks) listParts(block, parts);
  return parts;
}

function listParts(node: unknown, parts: Set<string>): void {
  if (node instanceof Y.XmlElement) {
    parts.add(`node:${node.nodeName}`);
    for (const name of Object.keys(node.getAttributes())) parts.add(`attribute:${node.nodeName}.${name}`);
    for (const child of node.toArray()) listParts(child, parts);
  } else if (node instanceof Y.XmlText) {
    const delta: { attributes?: Record<string, unknown> }[] = node.toDelta();
    for (const { attributes = {} } of delta)
      for (const [key, value] of Object.entries(attributes)) {
        const mark = key.replace(/--[A-Za-z0-9+/=]{8}$/, '');
        parts.add(`mark:${mark}`);
        if (typeof value === 'object' && value !== null)
          for (const name of Object.keys(value)) parts.add(`attribute:${mark}.${name}`);
      }
  }
}
