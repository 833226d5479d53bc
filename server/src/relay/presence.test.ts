import { maxAwarenessBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createTestRelay, settle } from '../test-relay.ts';
import { createPresence } from './presence.ts';

function someone(name: string): Awareness {
  const awareness = new Awareness(new Y.Doc());
  // Its interval would keep the test process alive, and its 30 s clock is not what is tested here.
  clearInterval(awareness._checkInterval);
  awareness.setLocalState({ name });
  return awareness;
}

const announcementOf = (awareness: Awareness): Uint8Array => encodeAwarenessUpdate(awareness, [awareness.clientID]);

function heardBy(updates: readonly (Uint8Array | undefined)[]): Awareness {
  const listener = someone('listener');
  for (const update of updates) if (update !== undefined) applyAwarenessUpdate(listener, update, 'relay');
  return listener;
}

describe('presence', () => {
  it('[P1] news is passed on byte for byte', async () => {
    const relay = createTestRelay();
    const [ana, bob] = [relay.connect(), relay.connect()];
    const update = announcementOf(someone('Ana'));
    ana.say({ type: 'awareness', update });
    await settle();
    expect(bob.messagesOf('awareness')).toEqual([{ type: 'awareness', update }]);
    expect(ana.messagesOf('awareness')).toEqual([]);
  });

  it('[P2] the echo of a stock client is no news and does not change who owns an entry', () => {
    const presence = createPresence<string>(maxAwarenessBytes);
    const ana = someone('Ana');
    const update = announcementOf(ana);
    expect(presence.receive(update, 'ana')).toEqual({ ok: true, value: update });
    expect(presence.receive(update, 'bob')).toEqual({ ok: true, value: undefined });
    expect(presence.leave('bob')).toBeUndefined();
    expect(heardBy([presence.everybody()]).getStates().get(ana.clientID)).toEqual({ name: 'Ana' });
  });

  it('[P2] of several entries only the news is passed on', () => {
    const presence = createPresence<string>(maxAwarenessBytes);
    const [ana, bob] = [someone('Ana'), someone('Bob')];
    presence.receive(announcementOf(ana), 'ana');
    applyAwarenessUpdate(bob, announcementOf(ana), 'test');
    const news = presence.receive(encodeAwarenessUpdate(bob, [ana.clientID, bob.clientID]), 'bob');
    expect(news).toEqual({ ok: true, value: announcementOf(bob) });
  });

  it('[P2] a peer that gave up on somebody does not make the others give up', () => {
    const presence = createPresence<string>(maxAwarenessBytes);
    const [ana, bob] = [someone('Ana'), someone('Bob')];
    presence.receive(announcementOf(ana), 'ana');
    applyAwarenessUpdate(bob, announcementOf(ana), 'test');
    bob.states.delete(ana.clientID);
    expect(presence.receive(encodeAwarenessUpdate(bob, [ana.clientID]), 'bob')).toEqual({ ok: true, value: undefined });
  });

  it('[P3] who leaves is gone for all, at the same clock, and may come straight back', () => {
    const presence = createPresence<string>(maxAwarenessBytes);
    const ana = someone('Ana');
    const hello = announcementOf(ana);
    presence.receive(hello, 'first');
    const listener = heardBy([hello]);
    const clock = listener.meta.get(ana.clientID)?.clock;
    applyAwarenessUpdate(listener, presence.leave('first') ?? Uint8Array.of(0), 'relay');
    expect(listener.getStates().has(ana.clientID)).toBe(false);
    expect(listener.meta.get(ana.clientID)?.clock).toBe(clock);
    ana.setLocalState(ana.getLocalState());
    expect(presence.receive(announcementOf(ana), 'second').ok).toBe(true);
    expect(presence.everybody()).toBeDefined();
  });

  it('[P3] an entry that a newer connection took over survives the old one', () => {
    const presence = createPresence<string>(maxAwarenessBytes);
    const ana = someone('Ana');
    presence.receive(announcementOf(ana), 'old');
    ana.setLocalState(ana.getLocalState());
    presence.receive(announcementOf(ana), 'new');
    expect(presence.leave('old')).toBeUndefined();
  });

  it('[P4] who asks, or joins, is told who is here', async () => {
    const relay = createTestRelay();
    const ana = someone('Ana');
    relay.connect().say({ type: 'awareness', update: announcementOf(ana) });
    const bob = relay.connect();
    await settle();
    bob.say({ type: 'query-awareness' });
    await settle();
    expect(bob.messagesOf('awareness')).toEqual([
      { type: 'awareness', update: announcementOf(ana) },
      { type: 'awareness', update: announcementOf(ana) },
    ]);
  });

  it('[P5] a state that is too large, or no JSON, is refused', () => {
    const presence = createPresence<string>(maxAwarenessBytes);
    expect(presence.receive(announcementOf(someone('x'.repeat(5000))), 'ana')).toEqual({
      ok: false,
      error: 'too-large',
    });
    expect(presence.receive(Uint8Array.of(1, 7, 1, 2, 0x7b, 0x7b), 'ana')).toEqual({ ok: false, error: 'malformed' });
  });
});
