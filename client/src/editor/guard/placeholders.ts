import { type Extensions, Mark, Node } from '@tiptap/core';
import { contentSchema } from '../schema.ts';
import { createForeignAttributes } from './foreign-attributes.ts';
import type { ForeignContent, ForeignMark, ForeignNode } from './foreign-content.ts';
import { createPlaceholderView, type PlaceholderWords } from './placeholder-view.ts';

/** Below everything else, so that none of them is ever what ProseMirror fills an empty place with. */
const lowestPriority = 1;

const isOutsideGroup = ({ isBlock, name, spec }: (typeof contentSchema.nodes)[string]) =>
  isBlock && name !== 'doc' && spec.group?.split(' ').includes('block') !== true;

/** What is in an unknown container is shown and not edited, so it may hold any block. */
const anyBlock = [
  'block',
  ...Object.values(contentSchema.nodes)
    .filter(isOutsideGroup)
    .map(({ name }) => name),
];

const contentExpressions = { nothing: '', text: 'inline*', blocks: `(${anyBlock.join(' | ')})*` } as const;

/**
 * Extensions that give the editor's binding a name for everything in `foreign`, so that it leaves it in the document.
 * Their nodes are opaque; `keepForeign` sees to it that they stay what and where they are.
 */
export function createPlaceholders(foreign: ForeignContent, words: PlaceholderWords): Extensions {
  return [
    ...[...foreign.nodes].map(([name, node]) => createNode(name, node, words)),
    ...[...foreign.marks].map(([name, mark]) => createMark(name, mark)),
    createForeignAttributes(foreign.attributes),
  ];
}

function createNode(name: string, { isInline, holds, attributes }: ForeignNode, words: PlaceholderWords) {
  return Node.create({
    name,
    priority: lowestPriority,
    group: isInline ? 'inline' : 'block',
    inline: isInline,
    content: contentExpressions[holds],
    marks: '_',
    atom: true,
    selectable: true,
    draggable: false,
    isolating: true,
    addAttributes: () => withoutHtml(attributes),
    // What is copied to elsewhere is the words.
    renderHTML: ({ node }) =>
      isInline
        ? ['span', node.textContent]
        : [
            'div',
            ...node
              .textBetween(0, node.content.size, '\n')
              .split('\n')
              .map((line) => ['p', line] as const),
          ],
    addNodeView: () => createPlaceholderView(words),
  });
}

const withoutHtml = (attributes: ReadonlySet<string>) =>
  Object.fromEntries([...attributes].map((name) => [name, { default: null, rendered: false, parseHTML: () => null }]));

function createMark(name: string, { isOverlapping, attributes }: ForeignMark) {
  return Mark.create({
    name,
    priority: lowestPriority,
    // Typing beside the words does not say that the new ones are marked too; typing among them does.
    inclusive: false,
    ...(isOverlapping ? { excludes: '' } : {}),
    addAttributes: () => withoutHtml(attributes),
    // Words that are cut and pasted keep it.
    renderHTML: ({ mark }) => [
      'span',
      { 'data-foreign-mark': name, 'data-foreign-attributes': JSON.stringify(mark.attrs) },
      0,
    ],
    parseHTML: () => [
      {
        tag: `span[data-foreign-mark="${name}"]`,
        getAttrs: (element) => readAttributes(element.dataset['foreignAttributes'], attributes),
      },
    ],
  });
}

/** What was pasted may come from anywhere: only known keys are taken, and nonsense is no mark. */
function readAttributes(json: string | undefined, names: ReadonlySet<string>): Record<string, unknown> | false {
  try {
    const values: unknown = JSON.parse(json ?? '');
    if (typeof values !== 'object' || values === null) return false;
    return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
  } catch {
    // Not what this editor wrote.
    return false;
  }
}
