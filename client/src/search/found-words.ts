import type { StoredBlock, StoredText } from '../storage/search-store.ts';
import { type Passage, type PassagePart, passageAround, type Range, sentencesOf } from './passage.ts';
import { type Word, wordsOf } from './words.ts';

type Phrases = readonly (readonly string[])[];

/** Where words stand in a text that were looked for: each of `terms`, and each phrase as a whole. */
function rangesOf(words: readonly Word[], terms: ReadonlySet<string>, phrases: Phrases): (Range & { what: string })[] {
  const inPhrases = new Set(phrases.flat());
  const single = words.filter(({ term }) => terms.has(term) && !inPhrases.has(term));
  const whole = phrases.flatMap((phrase) => findPhrase(words, phrase));
  return [...single.map(({ term, start, end }) => ({ what: term, start, end })), ...whole].toSorted(
    (a, b) => a.start - b.start,
  );
}

function findPhrase(words: readonly Word[], phrase: readonly string[]): (Range & { what: string })[] {
  const found: (Range & { what: string })[] = [];
  for (const [at, { start }] of words.entries()) {
    if (!phrase.every((term, offset) => words[at + offset]?.term === term)) continue;
    found.push({ what: phrase.join(' '), start, end: words[at + phrase.length - 1]?.end ?? start });
  }
  return found;
}

/** Whether each phrase stands as it is in the title, or in one block. */
export function holdsPhrases({ title, blocks }: StoredText, phrases: Phrases): boolean {
  if (phrases.length === 0) return true;
  const lines = [title, ...blocks.map(({ text }) => text)].map((line) => [...wordsOf(line)]);
  return phrases.every((phrase) => lines.some((words) => findPhrase(words, phrase).length > 0));
}

/** A line with the words that were found in it. */
export function markWords(line: string, terms: ReadonlySet<string>, phrases: Phrases): readonly PassagePart[] {
  const parts: PassagePart[] = [];
  let at = 0;
  for (const { start, end } of rangesOf([...wordsOf(line)], terms, phrases)) {
    if (start < at) continue;
    if (start > at) parts.push({ text: line.slice(at, start), isFound: false });
    parts.push({ text: line.slice(start, end), isFound: true });
    at = end;
  }
  if (at < line.length) parts.push({ text: line.slice(at), isFound: false });
  return parts;
}

/**
 * The sentence with most of what was found, the first of several; where only the title has it, how the text begins. One
 * that has `enough` different things is taken without reading on: this runs over thirty documents with every letter.
 */
export function findPassage(
  blocks: readonly StoredBlock[],
  terms: ReadonlySet<string>,
  phrases: Phrases,
  enough: number,
): Passage | undefined {
  let best: { readonly block: StoredBlock; readonly ranges: readonly Range[]; readonly count: number } | undefined;
  for (const block of blocks) {
    if (best !== undefined && best.count >= enough) break;
    const ranges = rangesOf([...wordsOf(block.text)], terms, phrases);
    if (ranges.length === 0) continue;
    for (const sentence of sentencesOf(block.text)) {
      const within = ranges.filter(({ start }) => start >= sentence.start && start < sentence.end);
      const count = new Set(within.map(({ what }) => what)).size;
      if (count > (best?.count ?? 0)) best = { block, ranges: within, count };
    }
  }
  if (best !== undefined) return passageAround(best.block.id, best.block.text, best.ranges);
  const first = blocks[0];
  return first && passageAround(first.id, first.text, []);
}
