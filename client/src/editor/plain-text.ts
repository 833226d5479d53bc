import * as Y from 'yjs';

/** Blocks whose children stand on the same line as they do. */
const isBlock = (node: unknown): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName !== 'hardBreak';

/** The words of a document without its form, one block a line: for a file to save, and for counting. Reads only. */
export function contentToPlainText(content: Y.XmlFragment): string {
  return blocksToLines(content.toArray()).join('\n');
}

function blocksToLines(nodes: readonly unknown[]): string[] {
  return nodes.flatMap((node) => {
    if (!isBlock(node)) return [inlineText(node)];
    const children = node.toArray();
    return children.some(isBlock) ? blocksToLines(children) : [children.map(inlineText).join('')];
  });
}

/** The text of one inline node; formats are left out. */
function inlineText(node: unknown): string {
  if (node instanceof Y.XmlText) {
    const delta: readonly { readonly insert?: unknown }[] = node.toDelta();
    return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
  }
  return node instanceof Y.XmlElement && node.nodeName === 'hardBreak' ? '\n' : '';
}

/** How many words and characters a text has, as its language counts them (Japanese has words without spaces). */
export function countWords(text: string, language: string): { words: number; characters: number } {
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(text);
  let words = 0;
  for (const { isWordLike } of segments) if (isWordLike === true) words += 1;
  return { words, characters: [...text.replaceAll('\n', '')].length };
}

/** What an adult reads of ordinary prose, silently: Brysbaert, "How many words do we read per minute?", 2019. */
const wordsPerMinute = 238;

/** How long reading so many words takes, in whole minutes; at least one. */
export const readingMinutes = (words: number): number => Math.max(1, Math.round(words / wordsPerMinute));
