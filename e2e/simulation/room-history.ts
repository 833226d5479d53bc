import assert from 'node:assert/strict';
import { type AckingClient, createAckingClient } from '../support/acking-client.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import type { Random } from '../support/random.ts';
import { waitUntil } from '../support/wait-until.ts';
import { createSlowLine } from './slow-line.ts';

/** One document with its writers, and the memory of what everyone wrote and was promised. */
export interface RoomHistory {
  /** Somebody writes a word that was never written before. */
  write(): void;
  /** Somebody erases a word they see. */
  erase(): void;
  drop(): void;
  reconnect(): void;
  /** Somebody's device is gone with all it had; somebody new sits down. */
  leaveForEver(): void;
  disconnectAll(): void;
  /** Reads the relay as a newcomer would; throws unless every confirmed word is there once. Nobody may be connected. */
  auditRelay(): Promise<void>;
  /** Brings everybody back; throws unless all replicas become equal and complete. */
  convergeAndAudit(): Promise<void>;
  confirmedCount(): number;
  close(): void;
}

interface Writer {
  readonly client: AckingClient;
  /** What each local change was, in order. */
  readonly changes: Change[];
}

interface Change {
  readonly kind: 'written' | 'erased';
  readonly word: string;
}

const textOf = (client: AckingClient) => client.doc.getText('content');
const wordsIn = (client: AckingClient): string[] =>
  textOf(client)
    .toString()
    .match(/<[^<>]+>/g) ?? [];

export function createRoomHistory(syncUrl: string, random: Random, writerCount: number): RoomHistory {
  const room = newDocumentId();
  let serial = 0;
  const gone: { readonly changes: readonly Change[]; readonly confirmed: number }[] = [];

  const sitDown = (): Writer => {
    const client = createAckingClient({ syncUrl, room, carry: createSlowLine(random) });
    client.connect();
    return { client, changes: [] };
  };
  const writers = Array.from({ length: writerCount }, sitDown);

  const allChanges = () => [...gone, ...writers].flatMap(({ changes }) => changes);
  const confirmedChanges = () => [
    ...gone.flatMap(({ changes, confirmed }) => changes.slice(0, confirmed)),
    ...writers.flatMap(({ changes, client }) => changes.slice(0, client.confirmed)),
  ];
  const wordsOfKind = (changes: readonly Change[], kind: Change['kind']) =>
    new Set(changes.filter((change) => change.kind === kind).map(({ word }) => word));

  /** Confirmed words are there unless somebody erased them, erased ones are gone once that is confirmed; none twice. */
  const audit = (reader: AckingClient, who: string) => {
    const found = wordsIn(reader);
    const present = new Set(found);
    assert.equal(found.length, present.size, `${who} of ${room} has a word twice`);
    assert.equal(textOf(reader).toString(), found.join(''), `${who} of ${room} has a torn word`);
    const confirmed = confirmedChanges();
    const erased = wordsOfKind(allChanges(), 'erased');
    const lost = [...wordsOfKind(confirmed, 'written')].filter((word) => !present.has(word) && !erased.has(word));
    assert.deepEqual(lost, [], `${who} of ${room} lacks confirmed words`);
    const risen = [...wordsOfKind(confirmed, 'erased')].filter((word) => present.has(word));
    assert.deepEqual(risen, [], `${who} of ${room} has words again whose erasure was confirmed`);
  };

  const readAsNewcomer = async (): Promise<AckingClient> => {
    const reader = createAckingClient({ syncUrl, room });
    reader.connect();
    await waitUntil(`a newcomer to ${room} has the relay's state`, () => reader.isSynced);
    return reader;
  };

  return {
    write() {
      const { client, changes } = random.pick(writers);
      const word = `<${(serial++).toString(36)}>`;
      const before = random.below(wordsIn(client).length + 1);
      const position = wordsIn(client).slice(0, before).join('').length;
      changes.push({ kind: 'written', word });
      textOf(client).insert(position, word);
    },
    erase() {
      const { client, changes } = random.pick(writers);
      const words = wordsIn(client);
      if (words.length === 0) return;
      const word = random.pick(words);
      changes.push({ kind: 'erased', word });
      textOf(client).delete(textOf(client).toString().indexOf(word), word.length);
    },
    drop() {
      random.pick(writers).client.drop();
    },
    reconnect() {
      const { client } = random.pick(writers);
      if (!client.isConnected) client.connect();
    },
    leaveForEver() {
      const index = random.below(writers.length);
      const [leaver] = writers.splice(index, 1, sitDown());
      if (leaver === undefined) return;
      gone.push({ changes: leaver.changes, confirmed: leaver.client.confirmed });
      leaver.client.close();
    },
    disconnectAll() {
      for (const { client } of writers) client.drop();
    },
    async auditRelay() {
      const reader = await readAsNewcomer();
      audit(reader, 'the relay');
      reader.close();
    },
    async convergeAndAudit() {
      for (const { client } of writers) client.connect();
      await waitUntil(
        `everybody in ${room} is confirmed and equal`,
        () =>
          writers.every(({ client }) => client.isSynced && client.confirmed === client.written) &&
          new Set(writers.map(({ client }) => textOf(client).toString())).size === 1,
      );
      const reader = await readAsNewcomer();
      for (const { client } of writers) audit(client, 'a writer');
      audit(reader, 'the relay');
      assert.equal(textOf(reader).toString(), writers[0] && textOf(writers[0].client).toString());
      reader.close();
    },
    confirmedCount: () => wordsOfKind(confirmedChanges(), 'written').size,
    close() {
      for (const { client } of writers) client.close();
    },
  };
}
