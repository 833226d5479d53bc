import { decodeMessage } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createTestRelay, settle } from '../test-relay.ts';
import { Presence } from './presence.ts';

function someone(name: string): Awareness {
  const awareness = new Awareness(new Y.Doc());
  // Its interval would keep the test process alive, and its 30 s clock is not what is tested here.
  clearInterval(awareness._checkInterval);
  awareness.setLocalState({ name });
  return awareness;
}

const announcementOf = (awareness: Awareness): Uint8Array => encodeAwarenessUpdate(awareness, [awareness.clientID]);

const limits = { stateBytes: 4096, clientsPerOwner: 3 };

/** The awareness update in the bytes of a frame. */
function updateIn(chunks: readonly Uint8Array[] | undefined): Uint8Array {
  const shortHeaderBytes = 2;
  const decoded = decodeMessage(chunks?.[0]?.subarray(shortHeaderBytes) ?? new Uint8Array(0));
  if (decoded.ok && decoded.value.type === 'awareness') return decoded.value.update;
  throw new Error('No awareness message');
}

function heardBy(updates: readonly Uint8Array[]): Awareness {
  const listener = someone('listener');
  for (const update of updates) applyAwarenessUpdate(listener, update, 'relay');
  return listener;
}

const news = { ok: true, value: true };
const noNews = { ok: true, value: false };

describe('presence', () => {
  it('[P1] what changed in one turn is told as one, the newest of each person', async () => {
    const relay = createTestRelay();
    const [ana, bob, eve] = [relay.connect(), relay.connect(), relay.connect()];
    const [anaHere, bobHere] = [someone('Ana'), someone('Bob')];
    ana.say({ type: 'awareness', update: announcementOf(anaHere) });
    anaHere.setLocalState({ name: 'Ana', caret: 7 });
    ana.say({ type: 'awareness', update: announcementOf(anaHere) });
    bob.say({ type: 'awareness', update: announcementOf(bobHere) });
    await settle();
    expect(eve.messagesOf('awareness')).toHaveLength(1);
    const heard = heardBy(eve.messagesOf('awareness').map(({ update }) => update));
    expect(heard.getStates().get(anaHere.clientID)).toEqual({ name: 'Ana', caret: 7 });
    expect(heard.getStates().get(bobHere.clientID)).toEqual({ name: 'Bob' });
  });

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
    const presence = new Presence<string>(limits);
    const ana = someone('Ana');
    const update = announcementOf(ana);
    expect(presence.receive(update, 'ana')).toEqual(news);
    expect(presence.receive(update, 'bob')).toEqual(noNews);
    expect(presence.leave('bob')).toBe(false);
    expect(
      heardBy([updateIn(presence.everybody())])
        .getStates()
        .get(ana.clientID),
    ).toEqual({ name: 'Ana' });
  });

  it('[P2] of several entries only the news is passed on', () => {
    const presence = new Presence<string>(limits);
    const [ana, bob] = [someone('Ana'), someone('Bob')];
    presence.receive(announcementOf(ana), 'ana');
    applyAwarenessUpdate(bob, announcementOf(ana), 'test');
    presence.takeNews();
    expect(presence.receive(encodeAwarenessUpdate(bob, [ana.clientID, bob.clientID]), 'bob')).toEqual(news);
    expect(updateIn(presence.takeNews()?.chunks)).toEqual(announcementOf(bob));
    expect(presence.takeNews()).toBeUndefined();
  });

  it('[P2] a peer that gave up on somebody does not make the others give up', () => {
    const presence = new Presence<string>(limits);
    const [ana, bob] = [someone('Ana'), someone('Bob')];
    presence.receive(announcementOf(ana), 'ana');
    applyAwarenessUpdate(bob, announcementOf(ana), 'test');
    bob.states.delete(ana.clientID);
    expect(presence.receive(encodeAwarenessUpdate(bob, [ana.clientID]), 'bob')).toEqual(noNews);
  });

  it('[P3] who leaves is gone for all, at the same clock, and may come straight back', () => {
    const presence = new Presence<string>(limits);
    const ana = someone('Ana');
    const hello = announcementOf(ana);
    presence.receive(hello, 'first');
    const listener = heardBy([hello]);
    const clock = listener.meta.get(ana.clientID)?.clock;
    presence.takeNews();
    expect(presence.leave('first')).toBe(true);
    applyAwarenessUpdate(listener, updateIn(presence.takeNews()?.chunks), 'relay');
    expect(listener.getStates().has(ana.clientID)).toBe(false);
    expect(listener.meta.get(ana.clientID)?.clock).toBe(clock);
    ana.setLocalState(ana.getLocalState());
    expect(presence.receive(announcementOf(ana), 'second').ok).toBe(true);
    expect(presence.everybody()).toBeDefined();
  });

  it('[P3] an entry that a newer connection took over survives the old one', () => {
    const presence = new Presence<string>(limits);
    const ana = someone('Ana');
    presence.receive(announcementOf(ana), 'old');
    ana.setLocalState(ana.getLocalState());
    presence.receive(announcementOf(ana), 'new');
    expect(presence.leave('old')).toBe(false);
  });

  it('[P5] one connection cannot bring a crowd', () => {
    const presence = new Presence<string>(limits);
    for (const name of ['a', 'b', 'c']) expect(presence.receive(announcementOf(someone(name)), 'ana')).toEqual(news);
    expect(presence.receive(announcementOf(someone('d')), 'ana')).toEqual({ ok: false, error: 'too-many' });
  });

  it('[P5] an update of very many clients is refused before it is read', () => {
    const presence = new Presence<string>(limits);
    expect(presence.receive(Uint8Array.of(0x80, 0x80, 0x80, 0x10), 'ana')).toEqual({ ok: false, error: 'too-many' });
  });

  it('[P4] who asks, or joins, is told who is here', async () => {
    const relay = createTestRelay();
    const ana = someone('Ana');
    relay.connect().say({ type: 'awareness', update: announcementOf(ana) });
    await settle();
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
    const presence = new Presence<string>(limits);
    expect(presence.receive(announcementOf(someone('x'.repeat(5000))), 'ana')).toEqual({
      ok: false,
      error: 'too-large',
    });
    expect(presence.receive(Uint8Array.of(1, 7, 1, 2, 0x7b, 0x7b), 'ana')).toEqual({ ok: false, error: 'malformed' });
  });
});
