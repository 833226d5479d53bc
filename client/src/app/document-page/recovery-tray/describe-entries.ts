import type { TFunction } from 'i18next';
import type { OpenEntry } from './open-entries.ts';

export interface Amount {
  readonly unit: 'sentences' | 'words' | 'passages';
  readonly count: number;
}

/** How much text that is, as a person would say it: whole sentences if it has any, else words. */
export function measureText(text: string, language: string): Amount {
  const sentences = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)].filter(({ segment }) =>
    /[\p{L}\p{N}]/u.test(segment),
  ).length;
  if (sentences > 1 || /[.!?…。！？]["'»”’)\]\s]*$/u.test(text))
    return { unit: 'sentences', count: Math.max(1, sentences) };
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text))
    if (isWordLike === true) words += 1;
  return { unit: 'words', count: Math.max(1, words) };
}

/** Who wrote them, as a sentence names them. */
export const writerOf = ({ author, isOwn }: OpenEntry, t: TFunction): string =>
  isOwn ? t('recovery.you') : (author ?? t('recovery.somebody'));

export interface Summary {
  /** "3 sentences by Ana". */
  readonly amount: string;
  /** What stands before and after the amount in the sentence. */
  readonly before: string;
  readonly after: string;
}

/** What happened, in one sentence. `language` is that of the interface, `textLanguage` that of the document. */
export function summarize(
  entries: readonly OpenEntry[],
  { t, language, textLanguage }: { t: TFunction; language: string; textLanguage: string },
): Summary {
  const [first] = entries;
  const { unit, count }: Amount =
    first === undefined || entries.length > 1
      ? { unit: 'passages', count: entries.length }
      : measureText(first.passages.join(' '), textLanguage);
  const named = new Set(entries.flatMap(({ author, isOwn }) => (isOwn ? [] : (author ?? []))));
  const names = [...named].sort(new Intl.Collator(language).compare);
  if (entries.some(({ isOwn }) => isOwn)) names.push(t('recovery.you'));
  if (entries.some(({ author, isOwn }) => author === undefined && !isOwn)) names.push(t('recovery.somebody'));
  const amount = t(`recovery.${unit}`, { count, names: new Intl.ListFormat(language).format(names) });
  const [before = '', after = ''] = t(`recovery.${happened(entries, count)}`, { amount: '\u0000' }).split('\u0000');
  return { amount, before, after };
}

function happened(entries: readonly OpenEntry[], count: number) {
  if (entries.length > 1) return entries.every(({ place }) => place === undefined) ? 'allDeleted' : 'allChanged';
  const isDeleted = entries[0]?.place === undefined;
  if (count === 1) return isDeleted ? 'oneDeleted' : 'oneChanged';
  return isDeleted ? 'someDeleted' : 'someChanged';
}
