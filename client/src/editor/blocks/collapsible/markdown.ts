import * as Y from 'yjs';
import type { BlockToMarkdown, MarkdownWriter } from '../contract.ts';

/** HTML, which Markdown allows: its readers know `details`. */
const collapsible: BlockToMarkdown = ({ children: [title, ...rest] }, write) =>
  [
    '<details>',
    `<summary>${titleToMarkdown(title, write)}</summary>`,
    ...toParagraph(write.blocks(rest)),
    '</details>',
  ].join('\n');

const toParagraph = (text: string): string[] => (text === '' ? [] : ['', text, '']);

/** On the line of its tag, readers take nothing for a sign of Markdown: a title with any stands by itself. */
function titleToMarkdown(title: unknown, write: MarkdownWriter): string {
  const words = title instanceof Y.XmlElement && title.nodeName === 'paragraph' ? title.toArray() : [];
  const line = write.line(words);
  return line !== '' && line === write.plain(words)
    ? line.replaceAll('&', '&amp;')
    : `\n\n${write.blocks([title])}\n\n`;
}

export const markdown = { collapsible };
