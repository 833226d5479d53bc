// @vitest-environment happy-dom
import i18next from 'i18next';
import { afterEach, expect, it } from 'vitest';
import { words } from '../app/words/en.ts';
import { words as french } from '../app/words/fr.ts';
import { changeLanguage, startI18n } from './i18n.ts';

afterEach(() => changeLanguage('en', words));

it('[I18N-NUMBERS] a count in a sentence is written as its language writes numbers', async () => {
  await startI18n('en', words);
  expect(i18next.t('files.chosen', { count: 1_000, total: 2_000 })).toBe('1,000 of 2,000 documents');
  await changeLanguage('fr', french);
  expect(i18next.t('search.count', { count: 1_234 })).toContain('1\u00a0234');
});
