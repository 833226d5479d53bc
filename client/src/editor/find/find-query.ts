import { err, ok, type Result } from '@ecritoire/shared';
import { createFold, type FoldRules } from './folded-text.ts';

/** What to look for. */
export interface FindQuery extends FoldRules {
  readonly text: string;
  readonly isWholeWord: boolean;
  /** `text` is a regular expression, of JavaScript. */
  readonly isPattern: boolean;
}

/** A place in a text, in UTF-16 units. Never empty. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** What the whole expression and each of its groups stand for, as it is written; only of a regular expression. */
  readonly groups?: readonly string[];
}

/** Where in a text it is found, in order, none over another. */
export type Matcher = (text: string) => readonly Span[];

/** More are of no use to anybody, and would fill the memory. */
export const mostMatches = 50_000;

/** Takes time in proportion to the text, except for a regular expression: that may take for ever. */
export function createMatcher(query: FindQuery): Result<Matcher, 'unreadable'> {
  if (query.text === '') return ok(() => []);
  if (!query.isPattern) return ok(createWordMatcher(query));
  const pattern = readPattern(query);
  return pattern === undefined ? err('unreadable') : ok(createPatternMatcher(query, pattern));
}

function createWordMatcher(query: FindQuery): Matcher {
  const fold = createFold(query);
  const wanted = fold(query.text).text;
  return (text) => {
    const folded = fold(text);
    const spans: Span[] = [];
    // Accents alone fold to nothing, which is everywhere.
    let at = wanted === '' ? -1 : folded.text.indexOf(wanted);
    while (at >= 0 && spans.length < mostMatches) {
      const span = { from: folded.startOf(at), to: folded.endOf(at + wanted.length) };
      const isTaken = !query.isWholeWord || isWhole(text, span);
      if (isTaken) spans.push(span);
      at = folded.text.indexOf(wanted, at + (isTaken ? wanted.length : 1));
    }
    return spans;
  };
}

function createPatternMatcher(query: FindQuery, pattern: RegExp): Matcher {
  // The expression itself looks past capitals.
  const fold = createFold({ isCaseKept: true, areAccentsKept: query.areAccentsKept });
  return (text) => {
    const folded = fold(text);
    const spans: Span[] = [];
    for (const { indices } of folded.text.matchAll(pattern)) {
      const groups = (indices ?? []).map((place) => place && toSpan(folded, place));
      const [whole] = groups;
      if (whole === undefined || whole.from === whole.to || (query.isWholeWord && !isWhole(text, whole))) continue;
      spans.push({ ...whole, groups: groups.map((group) => (group ? text.slice(group.from, group.to) : '')) });
      if (spans.length >= mostMatches) break;
    }
    return spans;
  };
}

const toSpan = (folded: ReturnType<ReturnType<typeof createFold>>, [from, to]: readonly [number, number]): Span =>
  from === to
    ? { from: folded.startOf(from), to: folded.startOf(from) }
    : { from: folded.startOf(from), to: folded.endOf(to) };

function readPattern({ text, isCaseKept, areAccentsKept }: FindQuery): RegExp | undefined {
  const source = areAccentsKept ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const flags = `dgm${isCaseKept ? '' : 'i'}`;
  // The strict reading knows all letters; the lenient one takes what people are used to, such as `\-`.
  for (const kind of ['u', '']) {
    try {
      return new RegExp(source, flags + kind);
    } catch {
      // Not an expression of this kind.
    }
  }
  return undefined;
}

const endsInWord = /[\p{L}\p{N}\p{M}_]$/u;
const beginsInWord = /^[\p{L}\p{N}\p{M}_]/u;

const isWhole = (text: string, { from, to }: Span): boolean =>
  !endsInWord.test(text.slice(Math.max(0, from - 2), from)) && !beginsInWord.test(text.slice(to, to + 2));

/** What a match becomes: `$&`, `$1` to `$9` and `$$` stand in the replacement of a regular expression as they do elsewhere. */
export const replacementFor = ({ groups }: Span, replacement: string): string =>
  groups === undefined
    ? replacement
    : replacement.replaceAll(/\$([$&1-9])/g, (sign, name: string) =>
        name === '$' ? '$' : (groups[name === '&' ? 0 : Number(name)] ?? sign),
      );
