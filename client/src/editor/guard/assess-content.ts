import { getSchema } from '@tiptap/core';
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { contentExtensions, contentSchema } from '../schema.ts';
import { createForeignCollector } from './collect-foreign.ts';
import { type ForeignContent, nameForeignParts, noForeignContent } from './foreign-content.ts';
import { createPlaceholders } from './placeholders.ts';
import { type BlockJson, readBlock } from './read-blocks.ts';

type XmlNode = Y.XmlElement | Y.XmlText | Y.XmlHook;

/** Whether an editor may be mounted on a document, and with what placeholders. */
export type Assessment =
  | { readonly kind: 'mountable'; readonly foreign: ForeignContent; readonly schema: Schema }
  /** `unknown` names what stands against it: `node:callout`, `mark:comment`, `nesting:bulletList`. */
  | { readonly kind: 'frozen'; readonly unknown: readonly string[] };

/** The schema of an editor with placeholders is all that matters here; nobody sees these. */
const noWords = { label: '', remove: '' };

const isNodeOrMarkName = (name: string): boolean =>
  contentSchema.nodes[name] !== undefined || contentSchema.marks[name] !== undefined;

/** Names of what stands in an editor beside blocks and marks. */
const extensionNames = new Set([
  'collaboration',
  'carets',
  'documentLinks',
  'documentCompletion',
  'foreignGuard',
  'foreignAttributes',
  'placeholder',
  'selection',
  'slashMenu',
  'calloutView',
  'codeBlockView',
  'collapsibleView',
  'alignment',
  'clearFormatting',
  'tableView',
  'tableKeys',
  'tableExit',
  'typography',
  'pageBreakView',
  'outlineView',
  'dateEditing',
  'mentionEditing',
  'mentionCompletion',
  'blockLinks',
  'selectionBeforeKeys',
]);

const isTaken = (name: string): boolean => isNodeOrMarkName(name) || extensionNames.has(name);

/**
 * Reads a whole document for what this version does not know. `before` is what was found earlier in this session: it
 * stays, because what was removed may come back by undoing.
 *
 * Reads only: the stock binding deletes what it does not know, for everybody, by merely opening a document
 * (tiptap#6927), and so do its conversion helpers.
 */
export function assessContent(content: Y.XmlFragment, before: ForeignContent = noForeignContent): Assessment {
  const collector = createForeignCollector(before, isTaken);
  const blocks: XmlNode[] = content.toArray();
  const json = blocks.map((block) => readBlock(block, contentSchema, collector));
  const { foreign, conflicts } = collector.result();
  if (conflicts.length > 0) return { kind: 'frozen', unknown: [...conflicts, ...nameForeignParts(foreign)] };
  const schema = schemaWith(foreign);
  if (schema === undefined) return { kind: 'frozen', unknown: nameForeignParts(foreign) };
  const unknown = findNestings(json, schema);
  return unknown.length === 0 ? { kind: 'mountable', foreign, schema } : { kind: 'frozen', unknown };
}

/**
 * Whether an editor of that schema can take in what a transaction brought, before its binding sees it. Only the
 * top-level blocks that it touched are read.
 */
export function isCovered(blocks: readonly XmlNode[], schema: Schema): boolean {
  const collector = createForeignCollector(noForeignContent, () => false);
  const json = blocks.map((block) => readBlock(block, schema, collector));
  const { foreign, conflicts } = collector.result();
  return conflicts.length === 0 && foreign === noForeignContent && findNestings(json, schema).length === 0;
}

function schemaWith(foreign: ForeignContent): Schema | undefined {
  if (foreign === noForeignContent) return contentSchema;
  try {
    return getSchema([...contentExtensions, ...createPlaceholders(foreign, noWords)]);
  } catch {
    // ProseMirror found the names impossible together: the document is shown without an editor.
    return undefined;
  }
}

const findNestings = (json: readonly (readonly BlockJson[])[], schema: Schema): string[] =>
  json.filter((block) => !isWellNested(block, schema)).map(([block]) => `nesting:${block?.type ?? 'text'}`);

function isWellNested(content: readonly BlockJson[], schema: Schema): boolean {
  const read = () => schema.nodeFromJSON({ type: 'doc', content });
  const checkRest = () => {
    const rest = withoutEmptyRemains(read());
    if (rest.childCount > 0) rest.check();
  };
  return passes(() => read().check()) || passes(checkRest);
}

function passes(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    // ProseMirror says "no" by throwing a RangeError.
    return false;
  }
}

/**
 * Without the blocks that two people emptied between them, one item each: they hold no word, and the binding drops
 * them. Taking them for another version's would leave the document read-only for ever.
 */
function withoutEmptyRemains(node: Node): Node {
  if (node.isText || node.isLeaf) return node;
  const children = node.children.map(withoutEmptyRemains).filter((child) => !isEmptyRemains(child));
  return node.copy(Fragment.fromArray(children));
}

function isEmptyRemains({ type, content, childCount, attrs }: Node): boolean {
  const own = contentSchema.nodes[type.name]?.spec.attrs ?? {};
  return (
    contentSchema.nodes[type.name] !== undefined &&
    childCount === 0 &&
    !type.validContent(content) &&
    Object.entries(attrs).every(([name, value]) => value === null || Object.hasOwn(own, name))
  );
}
