import * as Y from 'yjs';

/**
 * The words of a document as CommonMark with task lists and strikethrough, for people who have no Écritoire. What this
 * version does not know is given by its words. Reads only (rule G1).
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
  const attributes: Attributes = block.getAttributes();
  const children = block.toArray();
  switch (block.nodeName) {
    case 'heading':
      // The first level is the title's.
      return `${'#'.repeat(Math.min(6, 1 + toNumber(attributes['level'], 1)))} ${oneLine(children)}`;
    case 'bulletList':
      return listToMarkdown(children, () => '- ');
    case 'orderedList':
      return listToMarkdown(children, (index) => `${toNumber(attributes['start'], 1) + index}. `);
    case 'taskList':
      return listToMarkdown(children, (_index, item) => (item.getAttributes()['checked'] ? '- [x] ' : '- [ ] '));
    case 'blockquote':
      return indent(blocksToMarkdown(children), '> ', '> ');
    case 'codeBlock':
      return codeToMarkdown(children, attributes['language']);
    case 'horizontalRule':
      return '---';
    default:
      return children.some(isBlock) ? blocksToMarkdown(children) : paragraphToMarkdown(children);
  }
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

function codeToMarkdown(children: readonly unknown[], language: unknown): string {
  const code = children.map(plain).join('');
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${typeof language === 'string' ? language.replaceAll(/[\s`]/g, '') : ''}\n${code}\n${fence}`;
}

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

const hrefOf = (link: unknown): string | undefined =>
  typeof link === 'object' && link !== null && 'href' in link && typeof link.href === 'string' ? link.href : undefined;

const plain = (node: unknown): string => {
  if (!(node instanceof Y.XmlText)) return '';
  const delta: readonly { readonly insert?: unknown }[] = node.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
};

const toNumber = (value: unknown, otherwise: number): number =>
  Number.isSafeInteger(Number(value)) && value !== null && value !== undefined ? Number(value) : otherwise;
