import { documentIdFromBytes, libraryRoomIdFromBytes, ok } from '@ecritoire/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createLibraryModel } from '../library/library-model.ts';
import type { DeviceCopies } from './forget-removed.ts';
import { leaveLink } from './leave-link.ts';
import { openLibraryLine } from './library-line.ts';
import { type DeviceLink, openDeviceLink } from './library-link.ts';
import { readLinkedDevices } from './linked-devices.ts';
import { stubRelay, type TestRelay } from './test-relay.ts';

const roomOf = (seed: number) => libraryRoomIdFromBytes(new Uint8Array(16).fill(seed));
const room = roomOf(1);

let relay: TestRelay;
let closings: (() => void)[] = [];
beforeEach(() => {
  relay = stubRelay();
  closings = [];
});
afterEach(() => {
  for (const close of closings) close();
  vi.unstubAllGlobals();
});

/** A device's storage, as several tabs see it. */
function createMemory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

let drawn = 0;
function linkIn(memory = createMemory()): DeviceLink {
  const drawDeviceId = () => {
    drawn += 1;
    return `device${String(drawn).padStart(10, '0')}`;
  };
  return openDeviceLink({ memory: () => memory, drawRoom: () => room, drawDeviceId });
}

const noCopies: DeviceCopies = {
  present: async () => [],
  mustKeep: async () => undefined,
  describe: async () => ({ title: '', excerpt: '' }),
  remove: async () => ok(undefined),
};

/** A device with a list, and the line that it would have in its one tab. */
function createDevice(name: string, seed: readonly string[], copies: Partial<DeviceCopies> = {}, doc = new Y.Doc()) {
  const model = createLibraryModel(
    doc,
    () => 86_400_000,
    (work) => work(),
  );
  const titles = doc.getMap<string>('documents');
  for (const title of seed) titles.set(title, name);
  const link = linkIn();
  const loading = Promise.withResolvers<void>();
  let received = (_origin: unknown) => false;
  const line = openLibraryLine({
    library: {
      ...model,
      doc,
      whenLoaded: loading.promise,
      receiveFrom: (isReceived) => {
        received = isReceived;
      },
    },
    link,
    copies: { ...noCopies, ...copies },
    device: () => name,
    lock: (_lock, _signal, work) => work(),
    now: () => 86_400_000,
  });
  closings.push(line.close);
  return {
    ...model,
    doc,
    link,
    line,
    loading,
    isReceived: (origin: unknown) => received(origin),
    list: () => [...titles.keys()].toSorted(),
  };
}

function linkedDevice(
  name: string,
  seed: readonly string[] = [],
  copies: Partial<DeviceCopies> = {},
  doc = new Y.Doc(),
) {
  const device = createDevice(name, seed, copies, doc);
  device.loading.resolve();
  device.link.join(room);
  return device;
}

const inStep = (device: ReturnType<typeof createDevice>) =>
  vi.waitFor(() => expect(device.line.state.getState()).toBe('in-step'));

describe('one list on several devices', () => {
  it('[B24] linking makes two lists one, and takes nothing from either', async () => {
    const desk = linkedDevice('Desk', ['a', 'b']);
    const phone = linkedDevice('Phone', ['b', 'c']);
    await vi.waitFor(() =>
      expect([desk.list(), phone.list()]).toEqual([
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ]),
    );
    relay.goDown();
    desk.doc.getMap('documents').set('d', 'offline');
    phone.doc.getMap('documents').delete('a');
    relay.comeUp();
    desk.line.retry();
    phone.line.retry();
    await vi.waitFor(() =>
      expect([desk.list(), phone.list()]).toEqual([
        ['b', 'c', 'd'],
        ['b', 'c', 'd'],
      ]),
    );
  });

  it('[B25] a list that is not read yet does not meet the relay', async () => {
    const desk = createDevice('Desk', ['a']);
    desk.link.join(room);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(relay.addresses).toEqual([]);
    desk.loading.resolve();
    await inStep(desk);
    expect(relay.addresses).toEqual([`ws://relay.test/sync/${room}?ext=1`]);
  });

  it('[B25] what another device changed is told apart from what this one did', async () => {
    const desk = linkedDevice('Desk');
    await inStep(desk);
    const origins: boolean[] = [];
    desk.doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(desk.isReceived(origin)));
    linkedDevice('Phone', ['c']);
    await vi.waitFor(() => expect(desk.list()).toContain('c'));
    expect(origins.every(Boolean)).toBe(true);
    desk.doc.getMap('documents').set('own', 'own');
    expect(origins.at(-1)).toBe(false);
  });

  it('[B25] it is in step only when the relay has confirmed all of it, and says since when', async () => {
    const desk = linkedDevice('Desk', ['a']);
    expect(desk.link.state.getState()?.inStepAt).toBe(0);
    await inStep(desk);
    expect(desk.link.state.getState()?.inStepAt).toBe(86_400_000);
    relay.goDown();
    await vi.waitFor(() => expect(desk.line.state.getState()).not.toBe('in-step'));
  });

  it('[B25] of several tabs one has the line, and the next takes it over', async () => {
    const waiting: (() => void)[] = [];
    let holders = 0;
    let most = 0;
    const lock = async (_name: string, signal: AbortSignal, work: () => Promise<void>) => {
      if (holders > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      if (signal.aborted) return;
      holders += 1;
      most = Math.max(most, holders);
      await work();
      holders -= 1;
      waiting.shift()?.();
    };
    const memory = createMemory();
    const tab = () => {
      const nothing = () => undefined;
      const library = {
        doc: new Y.Doc(),
        removed: () => [],
        returnToTrash: nothing,
        subscribe: () => nothing,
        whenLoaded: Promise.resolve(),
        receiveFrom: nothing,
      };
      const link = linkIn(memory);
      const line = openLibraryLine({
        library,
        link,
        copies: noCopies,
        device: () => 'Desk',
        lock,
        now: () => 1,
      });
      closings.push(line.close);
      return { line, link };
    };
    tab().link.join(room);
    const [first, second] = [tab(), tab()];
    closings.shift()?.();
    await vi.waitFor(() => expect(first.line.state.getState()).toBe('in-step'));
    expect(second.line.state.getState()).toBe('elsewhere');
    first.line.close();
    await vi.waitFor(() => expect(second.line.state.getState()).toBe('in-step'));
    expect(most).toBe(1);
  });

  it('[B24] a device that leaves keeps its list, and no longer follows; the others go on', async () => {
    const desk = linkedDevice('Desk', ['a']);
    const phone = linkedDevice('Phone', ['b']);
    await vi.waitFor(() => expect(readLinkedDevices(desk.doc).read()).toHaveLength(2));
    await leaveLink(phone.doc, phone.link);
    expect(phone.link.state.getState()).toBeUndefined();
    await vi.waitFor(() =>
      expect(
        readLinkedDevices(desk.doc)
          .read()
          .map(({ name }) => name),
      ).toEqual(['Desk']),
    );
    desk.doc.getMap('documents').set('later', 'Desk');
    await inStep(desk);
    expect(phone.list()).toEqual(['a', 'b']);
    expect(desk.list()).toEqual(['a', 'b', 'later']);
  });

  it('[B24] a device that is linked anew takes what it has along, and leaves the others theirs', async () => {
    const desk = linkedDevice('Desk', ['a']);
    const phone = linkedDevice('Phone', ['b']);
    await vi.waitFor(() => expect(desk.list()).toEqual(['a', 'b']));
    phone.link.join(roomOf(2));
    await vi.waitFor(() => expect(relay.stored(roomOf(2))?.getMap('documents').size).toBe(2));
    phone.doc.getMap('documents').set('new', 'Phone');
    await vi.waitFor(() => expect(relay.stored(roomOf(2))?.getMap('documents').size).toBe(3));
    expect(desk.list()).toEqual(['a', 'b']);
  });
});

describe('a document that another device deletes for good', () => {
  const id = documentIdFromBytes(new Uint8Array(16).fill(9));

  /** What a device has of that one document, and what becomes of it. */
  function copyOf(keptFor?: 'unsent' | 'open') {
    let isHere = true;
    const remove = vi.fn<DeviceCopies['remove']>(async () => {
      isHere = false;
      return ok(undefined);
    });
    const copies: DeviceCopies = {
      present: async (ids) => (isHere ? ids.filter((one) => one === id) : []),
      mustKeep: async () => keptFor,
      describe: async () => ({ title: 'Minutes', excerpt: 'The council met.' }),
      remove,
    };
    return { copies, remove };
  }

  async function twoDevices(keptFor?: 'unsent' | 'open') {
    const { copies, remove } = copyOf(keptFor);
    const desk = linkedDevice('Desk');
    const phone = linkedDevice('Phone', [], copies);
    desk.add(id);
    await vi.waitFor(() => expect(phone.find(id)).toBeDefined());
    return { desk, phone, remove };
  }

  it('[B27] is gone from this device too, text and all', async () => {
    const { desk, phone, remove } = await twoDevices();
    desk.remove([id]);
    await vi.waitFor(() => expect(remove).toHaveBeenCalledWith(id));
    expect(phone.find(id)).toBeUndefined();
    await inStep(phone);
    expect(remove).toHaveBeenCalledOnce();
  });

  it.each(['unsent', 'open'] as const)('[B26] is back in the trash of both, with a word why: %s', async (keptFor) => {
    const { desk, phone, remove } = await twoDevices(keptFor);
    desk.remove([id]);
    await vi.waitFor(() => expect(desk.find(id)?.keptFor).toBe(keptFor));
    for (const device of [desk, phone])
      expect(device.find(id)).toMatchObject({ title: 'Minutes', trashedAt: 86_400_000, keptFor });
    expect(remove).not.toHaveBeenCalled();
    phone.putBack([id]);
    expect(phone.find(id)).toMatchObject({ trashedAt: undefined, keptFor: undefined });
  });

  it('[B27] a device that was killed before it had deleted its copy does so when it is there again, once', async () => {
    const stored = new Y.Doc();
    const before = createLibraryModel(stored, Date.now, (work) => work());
    before.add(id);
    before.remove([id]);
    const { copies, remove } = copyOf();
    const phone = linkedDevice('Phone', [], copies, stored);
    await vi.waitFor(() => expect(remove).toHaveBeenCalledWith(id));
    await inStep(phone);
    phone.line.close();
    await inStep(linkedDevice('Phone', [], copies, stored));
    expect(remove).toHaveBeenCalledOnce();
  });

  it('[B27] what this device put back, not knowing, stays', async () => {
    const { desk, phone, remove } = await twoDevices();
    await inStep(phone);
    relay.goDown();
    desk.remove([id]);
    phone.putBack([id]);
    relay.comeUp();
    desk.line.retry();
    phone.line.retry();
    await inStep(desk);
    await inStep(phone);
    await vi.waitFor(() => expect(desk.find(id)).toBeDefined());
    expect(phone.find(id)).toBeDefined();
    expect(remove).not.toHaveBeenCalled();
  });

  it('[B27] what was put back while this device looked stays', async () => {
    const { copies, remove } = copyOf();
    const mustKeep = vi.fn(async () => {
      phone.add(id);
      return undefined;
    });
    const desk = linkedDevice('Desk');
    const phone = linkedDevice('Phone', [], { ...copies, mustKeep });
    desk.add(id);
    await vi.waitFor(() => expect(phone.find(id)).toBeDefined());
    desk.remove([id]);
    await vi.waitFor(() => expect(mustKeep).toHaveBeenCalled());
    await vi.waitFor(() => expect(desk.find(id)).toBeDefined());
    await inStep(phone);
    expect(remove).not.toHaveBeenCalled();
  });

  it('[B27] without the list nothing is deleted: a list that was lost says of nothing that it was removed', async () => {
    const { copies, remove } = copyOf();
    await inStep(linkedDevice('Phone', [], copies));
    expect(remove).not.toHaveBeenCalled();
  });

  it('[B26] a removal by the person at this device stands, whatever is unsent', async () => {
    const phone = linkedDevice('Phone', [], { mustKeep: async () => 'unsent' });
    phone.add(id);
    await inStep(phone);
    phone.remove([id]);
    await inStep(phone);
    expect(phone.find(id)).toBeUndefined();
  });
});

describe('what a device remembers of its link', () => {
  it('[B24] is read by the next page, and by nothing that makes no sense', () => {
    const memory = createMemory();
    const link = linkIn(memory);
    expect(link.giveRoom()).toEqual({ ok: true, value: room });
    expect(linkIn(memory).state.getState()).toEqual(link.state.getState());
    for (const nonsense of [
      '',
      'null',
      '[]',
      '{"room":"x"}',
      `{"room":"${room}"}`,
      `{"room":"${room}","deviceId":"../x"}`,
      '{',
    ]) {
      memory.setItem('ecritoire:library-link', nonsense);
      expect(linkIn(memory).state.getState(), nonsense).toBeUndefined();
    }
  });

  it('[B21] a link that cannot be kept is none', () => {
    const refuse = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    const link = linkIn({ ...createMemory(), setItem: refuse });
    expect(link.giveRoom()).toEqual({ ok: false, error: 'not-kept' });
    expect(link.join(room)).toEqual({ ok: false, error: 'not-kept' });
    expect(link.state.getState()).toBeUndefined();
  });
});
