import * as Y from 'yjs';
import { byFolder } from './blocks/by-folder.ts';
import type { BlockToMarkdown, MarkdownWriter } from './blocks/contract.ts';
import type { FormatToMarkdown } from './formats/contract.ts';

const modules = import.meta.glob<Readonly<Record<string, BlockToMarkdown>>>('./blocks/*/markdown.ts', {
  eager: true,
  import: 'markdown',
});
const folders = new Map([...byFolder(modules).values()].flatMap((folder) => Object.entries(folder)));

const formats = [
  ...byFolder(
    import.meta.glob<Readonly<Record<string, FormatToMarkdown>>>(
      ['./formats/*/markdown.ts', './inline/*/markdown.ts'],
      {
        eager: true,
        import: 'markdown',
      },
    ),
  ).values(),
].flatMap((folder) => Object.entries(folder));

/**
 * The words of a document as CommonMark with task lists and strikethrough, for people who have no Écritoire. What this
 * version does not know is given by its words. Reads only (rule G1). Without the schema: it also runs in a worker.
 */
export function contentToMarkdown(content: Y.XmlFragment): string {
  return blocksToMarkdown(content.toArray());
}

type Attributes = Readonly<Record<string, unknown>>;

const isBlock = (node: unknown): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName !== 'hardBreak';

function blocksToMarkdown(nodes: readonly unknown[]): string {
  return nodes
    .filter(isBlock)
    .map(blockToMarkdown)
    .filter((block) => block !== '')
    .join('\n\n');
}

function blockToMarkdown(block: Y.XmlElement): string {
  const children = block.toArray();
  const write = folders.get(block.nodeName);
  if (write !== undefined) return write({ attributes: block.getAttributes(), children }, writer);
  return children.some(isBlock) ? writer.blocks(children) : writer.paragraph(children);
}

function listToMarkdown(items: readonly unknown[], markOf: (index: number, item: Y.XmlElement) => string): string {
  return items
    .filter(isBlock)
    .map((item, index) => {
      const mark = markOf(index, item);
      // The text of a task stands below its sign's hyphen, as that of any other item.
      const depth = mark.indexOf(' ') + 1;
      return indent(blocksToMarkdown(item.toArray()), mark, ' '.repeat(depth));
    })
    .join('\n');
}

const indent = (text: string, first: string, others: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? first + line : line === '' ? others.trimEnd() : others + line))
    .join('\n');

/** What would make the beginning of a paragraph something else. */
const paragraphToMarkdown = (children: readonly unknown[]): string =>
  children
    .map(inlineToMarkdown)
    .join('')
    .replaceAll(/^(\s*)([#>+-]|\d+(?=[.)]))/gm, (_, space: string, sign: string) =>
      /^\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    );

const oneLine = (children: readonly unknown[]): string =>
  children.map(inlineToMarkdown).join('').replaceAll(/\\?\n/g, ' ');

function inlineToMarkdown(node: unknown): string {
  if (node instanceof Y.XmlElement) return node.nodeName === 'hardBreak' ? '\\\n' : '';
  if (!(node instanceof Y.XmlText)) return '';
  const delta: readonly { readonly insert?: unknown; readonly attributes?: Attributes }[] = node.toDelta();
  return delta
    .map(({ insert, attributes = {} }) => (typeof insert === 'string' ? withMarks(insert, attributes) : ''))
    .join('');
}

function withMarks(text: string, attributes: Attributes): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  if (words === '') return text;
  const has = (mark: string) => Object.keys(attributes).some((key) => key === mark || key.startsWith(`${mark}--`));
  let marked = has('code') ? codeSpan(words) : escapeSigns(words);
  if (has('strike')) marked = `~~${marked}~~`;
  if (has('italic')) marked = `*${marked}*`;
  if (has('bold')) marked = `**${marked}**`;
  for (const [name, write] of formats) marked = has(name) ? write(marked, attributesOf(attributes[name])) : marked;
  const href = hrefOf(attributes['link']);
  if (href !== undefined) marked = `[${marked}](<${href.replaceAll(/[<>\n]/g, encodeURIComponent)}>)`;
  return `${before}${marked}${after}`;
}

function codeSpan(words: string): string {
  const longest = Math.max(0, ...[...words.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${words}${fence}` : `${fence} ${words} ${fence}`;
}

const escapeSigns = (words: string): string => words.replaceAll(/[\\`*_[\]<~]/g, '\\$&');

const attributesOf = (mark: unknown): Attributes =>
  typeof mark === 'object' && mark !== null ? Object.fromEntries(Object.entries(mark)) : {};

const hrefOf = (link: unknown): string | undefined =>
  typeof link === 'object' && link !== null && 'href' in link && typeof link.href === 'string' ? link.href : undefined;

const plainText = (node: unknown): string => {
  if (!(node instanceof Y.XmlText)) return '';
  const delta: readonly { readonly insert?: unknown }[] = node.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
};

const writer: MarkdownWriter = {
  blocks: blocksToMarkdown,
  paragraph: paragraphToMarkdown,
  line: oneLine,
  plain: (nodes) => nodes.map(plainText).join(''),
  list: listToMarkdown,
  indent,
};
