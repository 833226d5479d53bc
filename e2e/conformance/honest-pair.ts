import { createAckingClient } from '../support/acking-client.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Two people in one room: one writes a word every few milliseconds, the other reads. */
export interface HonestPair {
  readonly room: string;
  /** As the writer has it. */
  text(): string;
  /** As the reader has it. */
  readerText(): string;
  /** Words that reached the reader. */
  seenWords(): number;
  /** Resolves when so many words that are written from now on have reached the reader. */
  seesMore(words: number): Promise<void>;
  /** Stops writing; resolves when every word has reached the reader and the relay's disk. */
  finish(): Promise<void>;
  close(): void;
}

const everyMs = 10;
const mostUnseen = 20;

/** Resolves when the first words went through. */
export async function seatHonestPair(syncUrl: string, room: string): Promise<HonestPair> {
  const writer = createAckingClient({ syncUrl, room });
  const reader = createAckingClient({ syncUrl, room });
  const textOf = ({ doc }: typeof writer) => doc.getText('content');
  for (const client of [writer, reader]) client.connect();
  await waitUntil('the honest pair has joined', () => writer.isSynced && reader.isSynced);
  let written = 0;
  // The newest word is in front: what is seen of it says how far the reader is.
  const seenWords = () => Number(/^<(\d+)>/.exec(textOf(reader).toString())?.[1] ?? 0);
  // Waits for its own words, so that a document which costs much per letter does not drown the test itself.
  const typing = setInterval(() => {
    if (written - seenWords() > mostUnseen) return;
    written += 1;
    textOf(writer).insert(0, `<${written}>`);
  }, everyMs);
  const pair: HonestPair = {
    room,
    text: () => textOf(writer).toString(),
    readerText: () => textOf(reader).toString(),
    seenWords,
    async seesMore(words) {
      const goal = written + words;
      await waitUntil(`word ${goal} to reach the reader`, () => seenWords() >= goal);
    },
    async finish() {
      clearInterval(typing);
      await waitUntil(
        'every word has arrived and is safe',
        () => textOf(reader).toString() === textOf(writer).toString() && writer.confirmed === writer.written,
      );
    },
    close() {
      clearInterval(typing);
      for (const client of [writer, reader]) client.close();
    },
  };
  await pair.seesMore(1);
  return pair;
}
