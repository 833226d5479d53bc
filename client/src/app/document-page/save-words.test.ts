import { describe, expect, it } from 'vitest';
import type { Connection, SaveState } from '../../document/document-status.ts';
import { noForeignContent } from '../../editor/guard/foreign-content.ts';
import { chooseSaveWords, nameWith } from './save-words.ts';

const words = (save: SaveState, connection: Connection) =>
  chooseSaveWords({ phase: { name: 'ready', foreign: noForeignContent }, save, connection });

describe('the words for where the text is', () => {
  it('[UI-SAVE-WORDS] say "saved" for `saved` and for nothing else', () => {
    const states: SaveState[] = ['loading', 'on-device', 'sending', 'error', 'read-only', 'update-needed'];
    const connections: Connection[] = ['connected', 'connecting', 'refused'];
    for (const state of states)
      for (const connection of connections) {
        expect(words(state, connection).label).not.toBe('saved');
        expect(words(state, connection).tone).not.toBe('ok');
      }
    expect(words('saved', 'connected')).toMatchObject({ label: 'saved', tone: 'ok' });
  });

  it('[UI-SAVE-WORDS] tell a server that confirms nothing from no server', () => {
    expect(words('on-device', 'connected').label).toBe('shared');
    expect(words('on-device', 'connecting').label).toBe('onDeviceOffline');
    expect(words('on-device', 'refused').label).toBe('notShared');
  });

  it('[UI-SAVE-WORDS] speak of a document that is not here before anything else', () => {
    const status = { save: 'loading', connection: 'connecting' } as const;
    expect(chooseSaveWords({ ...status, phase: { name: 'absent' } }).label).toBe('absent');
    expect(chooseSaveWords({ ...status, phase: { name: 'removed' } }).label).toBe('removed');
    expect(
      chooseSaveWords({ ...status, phase: { name: 'unreadable', failure: 'corrupted', isRelayEmpty: false } }).label,
    ).toBe('unreadable');
  });

  it('[UI-SAVE-WORDS] are what their control is called, with what a narrow page shows of them', () => {
    expect(nameWith('Device', 'On this device')).toBe('On this device');
    expect(nameWith('Envoi…', 'Enregistrement…')).toBe('Envoi… · Enregistrement…');
  });
});
