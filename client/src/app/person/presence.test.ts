import { describe, expect, it } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { comparePresence, readPresence } from './presence.ts';

function awarenessWith(...users: unknown[]): Awareness {
  const awareness = new Awareness(new Y.Doc());
  awareness.setLocalState({ user: { id: 'me', name: 'Me' } });
  for (const [index, user] of users.entries()) awareness.states.set(index + 1, { user });
  return awareness;
}

describe('who is here', () => {
  it('[UI-PRESENCE] counts a person with two tabs once, and never oneself', () => {
    const awareness = awarenessWith(
      { id: 'b', name: 'Bob' },
      { id: 'a', name: 'Ana' },
      { id: 'b', name: 'Bob' },
      { id: 'me', name: 'Me' },
    );
    expect(readPresence(awareness, 'me')).toEqual([
      { id: 'a', name: 'Ana' },
      { id: 'b', name: 'Bob' },
    ]);
  });

  it('[UI-PRESENCE] believes nothing of what others announce', () => {
    const awareness = awarenessWith(
      'Ana',
      null,
      undefined,
      { id: 7, name: ['x'] },
      { id: 'long', name: 'n'.repeat(5000) },
    );
    const people = readPresence(awareness, 'me');
    expect(people.map(({ id }) => id)).toEqual(['client-4', 'long']);
    expect(people.every(({ name }) => name.length <= 60)).toBe(true);
  });

  it('[UI-PRESENCE] knows who came and who left', () => {
    const [ana, bob, cleo] = ['ana', 'bob', 'cleo'].map((id) => ({ id, name: id }));
    if (ana === undefined || bob === undefined || cleo === undefined) throw new Error('three people');
    expect(comparePresence([ana, bob], [bob, cleo])).toEqual({ joined: [cleo], left: [ana] });
  });
});
