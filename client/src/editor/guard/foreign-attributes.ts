import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { ReplaceAroundStep, type Transform } from '@tiptap/pm/transform';
import { contentSchema } from '../schema.ts';
import type { ForeignContent } from './foreign-content.ts';

type AttributesByOwner = ForeignContent['attributes'];

/**
 * Lets known blocks and marks carry attributes that this version does not know. A block keeps them while it is edited,
 * changes its type, is split (both halves have them, a new block begun at its end does not), or is cut and pasted.
 */
export function createForeignAttributes(attributes: AttributesByOwner) {
  const namesOfNodes = new Set([...attributes].flatMap(([owner, names]) => (isNode(owner) ? [...names] : [])));
  return Extension.create({
    name: 'foreignAttributes',
    addGlobalAttributes: () => [
      // Of every block, because a block may become any other.
      ...[...namesOfNodes].map((name) => ({ types: blocksWithout(name), attributes: { [name]: carried(name) } })),
      ...[...attributes].flatMap(([owner, names]) =>
        isNode(owner)
          ? []
          : [{ types: [owner], attributes: Object.fromEntries([...names].map((name) => [name, carried(name)])) }],
      ),
    ],
    addProseMirrorPlugins: () => [carryOverTypeChanges(namesOfNodes)],
  });
}

const isNode = (owner: string): boolean => contentSchema.nodes[owner] !== undefined;

const blocksWithout = (attribute: string): string[] =>
  Object.values(contentSchema.nodes)
    .filter(({ name, spec }) => name !== 'doc' && name !== 'text' && !Object.hasOwn(spec.attrs ?? {}, attribute))
    .map(({ name }) => name);

/** An attribute may have a name that HTML cannot write. */
const toHtmlName = (name: string): string =>
  `data-foreign-${[...new TextEncoder().encode(name)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

const carried = (name: string) => ({
  default: null,
  // A new block after this one has nothing that would be lost, and nobody here could see or take off what it was given.
  keepOnSplit: false,
  renderHTML: (values: Record<string, unknown>) =>
    values[name] === null || values[name] === undefined ? {} : { [toHtmlName(name)]: JSON.stringify(values[name]) },
  parseHTML: (element: HTMLElement): unknown => {
    try {
      return JSON.parse(element.getAttribute(toHtmlName(name)) ?? 'null');
    } catch {
      // Pasted from elsewhere: not what this editor wrote.
      return null;
    }
  },
});

/** Commands that change the type of a block without saying what becomes of its attributes leave the unknown ones behind. */
function carryOverTypeChanges(names: ReadonlySet<string>): Plugin {
  return new Plugin({
    appendTransaction: (transactions, _before, { tr }) => {
      for (const [index, transaction] of transactions.entries())
        for (const { position, before, after } of typeChanges(transaction)) {
          const rest = transactions.slice(index + 1).reduce((at, { mapping }) => mapping.map(at, -1), position);
          for (const name of names) {
            const value: unknown = before.attrs[name];
            if (value === undefined || value === null || after.attrs[name] !== null) continue;
            // Of a type that has an attribute of that name itself, it is another thing.
            if (tr.doc.nodeAt(rest)?.type === after.type) tr.setNodeAttribute(rest, name, value);
          }
        }
      return tr.docChanged ? tr : null;
    },
  });
}

interface TypeChange {
  /** In the document after the whole transform. */
  readonly position: number;
  readonly before: Node;
  readonly after: Node;
}

/** The blocks whose wrapping was replaced around their content, as `setNodeMarkup` and `setBlockType` do. */
function typeChanges({ steps, docs, mapping }: Transform): TypeChange[] {
  return steps.flatMap((step, index) => {
    if (!(step instanceof ReplaceAroundStep) || step.gapFrom !== step.from + 1 || step.gapTo !== step.to - 1) return [];
    const before = docs[index]?.nodeAt(step.from);
    const after = step.slice.content.childCount === 1 ? step.slice.content.firstChild : null;
    if (before == null || after === null || after.content.size > 0 || step.insert !== 1) return [];
    return [{ position: mapping.slice(index + 1).map(step.from, -1), before, after }];
  });
}
