// @vitest-environment happy-dom
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeLanguage, startI18n } from '../../../i18n/i18n.ts';
import { words as en } from '../../words/en.ts';
import { words as fr } from '../../words/fr.ts';
import { measureText, summarize } from './describe-entries.ts';
import type { OpenEntry } from './open-entries.ts';

const entry = (passages: string[], author: string | undefined, place?: string, isOwn = false): OpenEntry => ({
  id: `${author}${passages}`,
  keys: ['1:1'],
  passages,
  author,
  isOwn,
  blockId: 'AAAAAAAAAA',
  offset: 0,
  place,
});

const say = (language: string, ...entries: OpenEntry[]) => {
  const { before, amount, after } = summarize(entries, { t: i18next.t, language, textLanguage: 'en' });
  return before + amount + after;
};

describe('what the tray says', () => {
  beforeAll(() => startI18n('en', en));

  it.each([
    ['the bus leaves at eight. Seats are few.', { unit: 'sentences', count: 2 }],
    ['It is late.', { unit: 'sentences', count: 1 }],
    ['« Non ! »', { unit: 'sentences', count: 1 }],
    [', at noon', { unit: 'words', count: 2 }],
    ['→', { unit: 'words', count: 1 }],
  ])('[UI-TRAY] measures %j as a person would', (text, amount) => {
    expect(measureText(text, 'en')).toEqual(amount);
  });

  it('[UI-TRAY] says it in one sentence, whatever there is', async () => {
    expect(say('en', entry(['One. Two.'], 'Ana'))).toBe(
      '2 sentences by Ana were in a paragraph that was deleted meanwhile.',
    );
    expect(say('en', entry(['word'], undefined, 'Some text'))).toBe(
      '1 word by somebody was in a paragraph that was changed meanwhile.',
    );
    expect(say('en', entry(['a b'], 'Eva'), entry(['c'], 'Ana'), entry(['d'], undefined))).toBe(
      '3 passages by Ana, Eva, and somebody were in paragraphs that were deleted meanwhile.',
    );
    expect(say('en', entry(['One.'], undefined, 'Text', true))).toBe(
      '1 sentence by you was in a paragraph that was changed meanwhile.',
    );
    await changeLanguage('fr', fr);
    expect(
      say('fr', entry(['Un.'], 'Zoé', undefined, true), entry(['Deux.'], 'Ana'), entry(['Trois.'], undefined)),
    ).toBe('3 passages écrits par Ana, vous et quelqu’un se trouvaient dans des paragraphes supprimés entre-temps.');
    expect(say('fr', entry(['Un. Deux.'], 'Ana'), entry(['Trois.'], 'Bob', 'Texte'))).toBe(
      '2 passages écrits par Ana et Bob se trouvaient dans des paragraphes supprimés ou modifiés entre-temps.',
    );
  });
});
