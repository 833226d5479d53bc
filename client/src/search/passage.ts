/** Some words of a document around what was looked for. */
export interface Passage {
  /** The block they stand in; empty for the title. */
  readonly blockId: string;
  /** Where the first of what was found begins, in characters of the block. */
  readonly offset: number;
  /** In their order; together they are what is shown. */
  readonly parts: readonly PassagePart[];
}

export interface PassagePart {
  readonly text: string;
  readonly isFound: boolean;
}

/** A stretch of a text, in characters. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const sentenceEnd = /[.!?…]\s|\n/gu;
/** Shown at most, and around what was found at least, where a sentence is longer. Characters. */
const longestPassage = 180;
const shownBefore = 50;

/** The sentence around the first of the ranges, shortened when it is long, with the ranges in it marked. */
export function passageAround(blockId: string, text: string, ranges: readonly Range[]): Passage {
  const first = ranges[0] ?? { start: 0, end: 0 };
  const sentence = sentenceAround(text, first.start);
  const isLong = sentence.end - sentence.start > longestPassage;
  const isFar = isLong && first.start - sentence.start > shownBefore;
  const start = isFar ? wordStart(text, first.start - shownBefore) : sentence.start;
  const end = Math.min(sentence.end, Math.max(wordStart(text, start + longestPassage), first.end));
  const parts: PassagePart[] = [];
  const add = (words: string, isFound: boolean) => {
    const line = words.replaceAll(/\s+/gu, ' ');
    if (line !== '') parts.push({ text: line, isFound });
  };
  let at = start;
  for (const range of ranges) {
    if (range.start < at || range.end > end) continue;
    add(text.slice(at, range.start), false);
    add(text.slice(range.start, range.end), true);
    at = range.end;
  }
  add(`${text.slice(at, end).trimEnd()}${end < sentence.end ? '…' : ''}`, false);
  if (isFar) parts.unshift({ text: '…', isFound: false });
  return { blockId, offset: first.start, parts };
}

/** A text in sentences, as far as their signs tell. */
export function* sentencesOf(text: string): Generator<Range> {
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(sentenceEnd)) {
    yield { start, end: index + mark.length };
    start = index + mark.length;
  }
  if (start < text.length) yield { start, end: text.length };
}

function sentenceAround(text: string, at: number): Range {
  for (const sentence of sentencesOf(text)) if (sentence.end > at) return sentence;
  return { start: 0, end: text.length };
}

/** The start of the word that a place is in, so that none is cut. */
function wordStart(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(' ', at);
  return space < at - 30 ? at : space + 1;
}
