import assert from 'node:assert/strict';
import type * as Y from 'yjs';
import { type AckingClient, createAckingClient } from './acking-client.ts';
import { waitUntil } from './wait-until.ts';

/** A client that writes words which nobody wrote before, and remembers which of them were confirmed. */
export interface TokenWriter {
  readonly room: string;
  readonly client: AckingClient;
  /** In order of writing. */
  readonly written: readonly string[];
  /** Those that the relay said are on its disk. */
  readonly confirmed: readonly string[];
  /** Everybody's, as far as they arrived here. */
  tokenCount(): number;
  write(): void;
  /** Writes one more and waits until everything is confirmed. */
  writeDurably(): Promise<void>;
}

/** Connects. `name` must be its own in the room; `payload` makes every token so much longer. */
export function createTokenWriter(syncUrl: string, room: string, name: string, payload = ''): TokenWriter {
  const client = createAckingClient({ syncUrl, room });
  const tokens = tokensOf(client.doc);
  const written: string[] = [];
  client.connect();
  const write = () => {
    const token = `${name}-${written.length}${payload}`;
    written.push(token);
    tokens.push([token]);
  };
  return {
    room,
    client,
    written,
    get confirmed() {
      return written.slice(0, client.confirmed);
    },
    tokenCount: () => tokens.length,
    write,
    async writeDurably() {
      write();
      await allConfirmed([this]);
    },
  };
}

const tokensOf = (doc: Y.Doc): Y.Array<string> => doc.getArray<string>('tokens');

/** Everybody's every token is confirmed. */
export const allConfirmed = (writers: readonly TokenWriter[]): Promise<void> =>
  waitUntil('everything written is confirmed', () => writers.every(isAllConfirmed));

export const isAllConfirmed = ({ client }: TokenWriter): boolean =>
  client.isSynced && client.confirmed === client.written;

const turnMs = 5;

/** All write in turns, together so many tokens a second, until the returned function is called. */
export function keepWriting(writers: readonly TokenWriter[], tokensPerSecond: number): () => void {
  const startedAt = performance.now();
  let count = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) * tokensPerSecond) / 1_000;
    for (; count < due; count += 1) writers[count % writers.length]?.write();
  }, turnMs);
  return () => clearInterval(timer);
}

/** What a newcomer to the room is given. Rejects when the relay does not give it. */
export async function readTokens(syncUrl: string, room: string): Promise<readonly string[]> {
  const reader = createAckingClient({ syncUrl, room });
  reader.connect();
  try {
    await waitUntil('a newcomer has what the relay has', () => reader.isSynced || reader.closeCode !== undefined);
    if (!reader.isSynced) throw new UnreadableRoomError(reader.closeCode ?? 0);
    return tokensOf(reader.doc).toArray();
  } finally {
    reader.close();
  }
}

/** The relay closed the connection instead of answering the first SyncStep1. */
export class UnreadableRoomError extends Error {
  readonly closeCode: number;
  constructor(closeCode: number) {
    super(`The relay closed with ${closeCode} instead of giving the room`);
    this.closeCode = closeCode;
  }
}

/** Throws unless every token of `must` was found, every found one is of `may`, and none was found twice. */
export function auditTokens(found: readonly string[], must: Iterable<string>, may: Iterable<string>): void {
  const present = new Set(found);
  assert.ok(found.length === present.size, 'a token is there twice');
  const lost = [...must].filter((token) => !present.has(token));
  assert.ok(lost.length === 0, `${lost.length} acknowledged tokens are lost: ${lost.slice(0, 5).join(', ')} …`);
  const strange = [...present.difference(new Set(may))];
  assert.ok(
    strange.length === 0,
    `${strange.length} tokens are there that nobody wrote: ${strange.slice(0, 5).join(', ')} …`,
  );
}
