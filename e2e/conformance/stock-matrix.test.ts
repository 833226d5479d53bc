import { decodeMessage, encodeMessage } from '@ecritoire/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newDocumentId } from '../support/new-document-id.ts';
import { createRecordedLine } from '../support/recorded-line.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type StockOptions, type StockPerson, type StockVersion, stockVersions } from './stock-versions.ts';

let relay: Relay;
let room = newDocumentId();
const people: StockPerson[] = [];
const complaints = { error: vi.spyOn(console, 'error'), warn: vi.spyOn(console, 'warn') };

beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay.close());

beforeEach(() => {
  room = newDocumentId();
  for (const complaint of Object.values(complaints)) complaint.mockClear();
});

afterEach(() => {
  const everybody = people.splice(0);
  for (const person of everybody) person.leave();
  for (const { line } of everybody) {
    expect(line.thrown).toEqual([]);
    for (const frame of line.received) expectOneStockMessage(frame);
  }
  expect(complaints.error).not.toHaveBeenCalled();
  expect(complaints.warn).not.toHaveBeenCalled();
});

/** Of types 0–3, and nothing behind it: the stock client drops the second message of a frame. */
function expectOneStockMessage(frame: Uint8Array | string): void {
  if (typeof frame === 'string') throw new Error(`The relay sent the text ${frame}`);
  const message = decodeMessage(frame);
  if (!message.ok) throw new Error(`The relay sent ${Buffer.from(frame).toString('hex')}`);
  expect(frame[0]).toBeLessThanOrEqual(3);
  expect(Buffer.from(encodeMessage(message.value))).toEqual(Buffer.from(frame));
}

function sitDown(version: StockVersion, options?: StockOptions, where = room): StockPerson {
  const person = version.join(relay.syncUrl, where, options);
  people.push(person);
  return person;
}

const writes = ({ text }: StockPerson, words: string): void => text.insert(text.length, words);

const areSynced = (...asked: readonly StockPerson[]): Promise<void> =>
  waitUntil("they have the relay's state", () => asked.every(({ provider }) => provider.synced));

/** Equal everywhere, and every one of `words` in it exactly once. */
async function converge(asked: readonly StockPerson[], words: readonly string[]): Promise<void> {
  const texts = (): string[] => asked.map(({ text }) => text.toString());
  const isDone = (text: string): boolean => words.every((word) => text.split(word).length === 2);
  await waitUntil(`everybody has ${words.join(', ')}`, () => new Set(texts()).size === 1 && texts().every(isDone));
}

const see = (person: StockPerson, ...names: readonly string[]): Promise<void> =>
  waitUntil(`somebody sees ${names.join(', ') || 'nobody'}`, () => person.names().join() === names.join());

describe.each(stockVersions)('$name', (version) => {
  it('[R3] [R4] [R5] starts afresh with what was typed before, and goes on live', async () => {
    const ana = sitDown(version);
    writes(ana, 'before ');
    await areSynced(ana);
    const bob = sitDown(version);
    await converge([ana, bob], ['before ']);
    writes(bob, 'live ');
    writes(ana, 'both ways ');
    await converge([ana, bob], ['before ', 'live ', 'both ways ']);
    await areSynced(ana, bob);
  });

  it('[R3] comes back after a cut line with nothing lost on either side', async () => {
    const [ana, bob] = [sitDown(version), sitDown(version)];
    writes(ana, 'to be erased');
    await converge([ana, bob], ['to be erased']);
    ana.line.cut();
    await waitUntil('the line is cut', () => !ana.provider.wsconnected);
    ana.text.delete(0, ana.text.length);
    writes(ana, 'hers ');
    bob.text.insert(0, 'his ');
    ana.line.restore();
    await converge([ana, bob], ['hers ', 'his ']);
    expect(bob.text.toString()).not.toContain('erased');
  });

  it('[R3] [R5] two who forked offline meet again', async () => {
    const [ana, bob] = [sitDown(version), sitDown(version)];
    writes(ana, 'common ground');
    await converge([ana, bob], ['common ground']);
    for (const { line } of [ana, bob]) line.cut();
    await waitUntil('both are offline', () => !ana.provider.wsconnected && !bob.provider.wsconnected);
    ana.text.insert(6, ' A-one');
    bob.text.delete(0, 6);
    bob.text.insert(0, 'B-two');
    for (const { line } of [ana, bob]) line.restore();
    await converge([ana, bob], ['A-one', 'B-two', ' ground']);
    const later = sitDown(version);
    await converge([ana, bob, later], ['A-one', 'B-two', ' ground']);
  });

  it.each([
    ['when it asks again', 200],
    ['when its line comes back', undefined],
  ])('[R3] what a tab without a socket types reaches everybody through the other tab, %s', async (_, resyncEveryMs) => {
    const tab = { withBroadcastChannel: true, ...(resyncEveryMs === undefined ? {} : { resyncEveryMs }) };
    const [online, carol] = [sitDown(version, tab), sitDown(version)];
    const blocked = sitDown(version, { ...tab, line: createRecordedLine({ startsCut: true }) });
    await areSynced(online, carol);
    await waitUntil('the tabs talk', () => online.provider.bcconnected && blocked.provider.bcconnected);
    writes(blocked, 'from the tab that is cut off ');
    writes(carol, 'from elsewhere ');
    if (resyncEveryMs === undefined) {
      await converge([online], ['cut off ', 'from elsewhere ']);
      online.line.cut();
      await waitUntil('its line is cut', () => !online.provider.wsconnected);
      online.line.restore();
    }
    await converge([online, carol], ['cut off ', 'from elsewhere ']);
    // What comes from the server a stock client does not hand on to its other tabs.
    blocked.line.restore();
    await converge([online, carol, blocked], ['cut off ', 'from elsewhere ']);
  });

  it('[P1] [P3] [P4] sees others appear, leave and return after a blip', async () => {
    const ana = sitDown(version);
    ana.introduce('Ana');
    await areSynced(ana);
    const bob = sitDown(version);
    bob.introduce('Bob');
    await see(ana, 'Ana', 'Bob');
    await see(bob, 'Ana', 'Bob');
    ana.line.cut();
    await see(bob, 'Bob');
    ana.line.restore();
    await waitUntil('she is back', () => ana.provider.synced);
    // A stock client takes nobody back at an old clock (yjs/y-websocket#122): the next movement shows them again.
    ana.introduce('Ana');
    bob.introduce('Bob');
    await see(bob, 'Ana', 'Bob');
    await see(ana, 'Ana', 'Bob');
    ana.leave();
    await see(bob, 'Bob');
  });
});

describe('all versions together', () => {
  it.each(['kill', 'stop'] as const)(
    '[R15] [L1] survive a restart of the relay, each in its room (%s)',
    async (end) => {
      const pairs = stockVersions.map((version) => {
        const where = newDocumentId();
        return [sitDown(version, {}, where), sitDown(version, {}, where)] as const;
      });
      for (const [ana] of pairs) writes(ana, 'before ');
      for (const pair of pairs) await converge(pair, ['before ']);
      await relay[end]();
      for (const [ana, bob] of pairs) {
        writes(ana, 'meanwhile ');
        bob.text.insert(0, 'at the same time ');
      }
      await relay.restart();
      for (const pair of pairs) await converge(pair, ['before ', 'meanwhile ', 'at the same time ']);
    },
  );

  it('[R4] [P1] write one document and see each other', async () => {
    const everybody = stockVersions.map((version) => sitDown(version));
    for (const [index, person] of everybody.entries()) person.introduce(`person ${index}`);
    await areSynced(...everybody);
    for (const [index, person] of everybody.entries()) person.text.insert(0, `word ${index}. `);
    const words = everybody.map((_, index) => `word ${index}. `);
    await converge(everybody, words);
    for (const person of everybody) await see(person, ...everybody.map((_, index) => `person ${index}`));
    everybody.at(-1)?.text.delete(0, everybody.at(-1)?.text.length ?? 0);
    await waitUntil('everybody has nothing', () => everybody.every(({ text }) => text.length === 0));
  });
});
