import { Bold } from 'lucide-react';
import { expect, it } from 'vitest';
import { findActions, wantedActions } from './find-actions.ts';
import type { Action } from './offered-actions.ts';

const action = (id: string, label: string, more: Partial<Action> = {}): Action => ({
  id,
  icon: Bold,
  label,
  run: () => undefined,
  ...more,
});
const actions = [
  action('table', 'Insérer un tableau', { synonyms: 'grille lignes' }),
  action('settings', 'Réglages', { synonyms: 'préférences thème' }),
  action('outline', 'Tableau des titres'),
  action('rare', 'Titre 6', { isRare: true }),
];
const idsFor = (typed: string) => findActions(actions, typed, 'fr').map(({ id }) => id);

it('[UI-ACTIONS] an action is found by its name and its synonyms, whatever the case and the accents', () => {
  expect(idsFor('REGLAGES')).toEqual(['settings']);
  expect(idsFor('theme')).toEqual(['settings']);
  expect(idsFor('tableau ins')).toEqual(['table']);
  expect(idsFor('lignes inserer')).toEqual(['table']);
  expect(idsFor('zzz')).toEqual([]);
});

it('[UI-ACTIONS] a name that begins with what was typed comes first, and rare ones only by name', () => {
  expect(idsFor('tableau')).toEqual(['outline', 'table']);
  expect(idsFor('')).toEqual(['table', 'settings', 'outline']);
  expect(idsFor('titre 6')).toEqual(['rare']);
});

it('[UI-ACTIONS] behind the sign only actions are looked for', () => {
  expect(wantedActions('> gras')).toBe(' gras');
  expect(wantedActions(' >')).toBe('');
  expect(wantedActions('a > b')).toBeUndefined();
});
