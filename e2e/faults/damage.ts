import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../support/random.ts';
import { type Relay, tryStartRelay } from '../support/relay.ts';
import {
  auditTokens,
  isAllConfirmed,
  readTokens,
  type TokenWriter,
  UnreadableRoomError,
} from '../support/token-writer.ts';
import { waitUntil } from '../support/wait-until.ts';
import { layOut } from './left-folder.ts';
import type { OldFolder } from './old-folder.ts';
import type { FolderContent } from './recording.ts';

/** What a relay made of a damaged database, from best to worst; anything else is a defect, and thrown. */
export type Verdict =
  /** Everything is there. */
  | 'unharmed'
  /** Said that something is missing; the people who have it brought it again. */
  | 'healed'
  /** Said that a room cannot be read and closed it, or stopped with a line. */
  | 'closed'
  /** Did not start, with a line. */
  | 'refused';

/** The same bits flipped in some bytes of a file. */
export interface Flip {
  readonly kind: string;
  readonly file: string;
  readonly at: readonly number[];
  readonly mask: number;
}

export const describeFlip = ({ kind, at, mask }: Flip): string => `${kind}, byte ${at.join(' and ')} xor ${mask}`;

// https://sqlite.org/fileformat2.html#b_tree_pages
const pageSizeAt = 16;
const fileHeaderBytes = 100;
const pageKinds: Readonly<Record<number, string>> = {
  2: 'index interior',
  5: 'table interior',
  10: 'index leaf',
  13: 'table leaf',
};

/** One flip in the file's header, one on a page of every kind there is, one in words of each writer, some in a name. */
export function chooseFlips(old: OldFolder, random: Random): Flip[] {
  const [file, bytes] = [...old.stopped].find(([name]) => name.endsWith('.sqlite')) ?? [];
  assert.ok(file !== undefined && bytes !== undefined, 'the folder holds no database');
  const flip = (kind: string, ...at: number[]): Flip => ({ kind, file, at, mask: 1 + random.below(255) });
  const inWords = old.writers.map(({ written }) => {
    // Of its name, because a payload may go on in another page.
    const name = random.pick(written.slice(tokensOfOneDigit, old.tokensWhenStopped)).slice(0, nameBytes);
    const offset = random.below(nameBytes);
    const places = placesOf(name, bytes);
    assert.ok(places.length > 0, 'the words of a record are not in the file as they are');
    return flip('words', ...places.map((place) => place + offset));
  });
  const inPages = [...pagesByKind(bytes)].map(([kind, pages]) =>
    flip(kind, random.pick(pages) + random.below(pageBytesOf(bytes))),
  );
  // In the table, in its index, and in both.
  const nameAt = placesOf(random.pick(old.writers).room, bytes);
  const inNames = [...nameAt.map((place) => [place]), nameAt].map((places) => flip('room name', ...places));
  return [flip('file header', random.below(fileHeaderBytes)), ...inPages, ...inWords, ...inNames];
}

// The name of one token must not be the beginning of another's.
const tokensOfOneDigit = 10;
const nameBytes = 'token0-00'.length;

/** All of them: a page may hold dead bytes of an earlier state. */
function placesOf(text: string, bytes: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) places.push(at);
  return places;
}

const pageBytesOf = (bytes: Buffer): number => bytes.readUInt16BE(pageSizeAt) || 65_536;

function pagesByKind(bytes: Buffer): Map<string, number[]> {
  const starts = Map.groupBy(
    Array.from({ length: bytes.length / pageBytesOf(bytes) }, (_, page) => page * pageBytesOf(bytes)),
    (start) => (start === 0 ? 'schema' : (pageKinds[bytes[start] ?? 0] ?? 'overflow or free')),
  );
  return starts;
}

/** Opens the folder with the flip in it, as the people who wrote come back. Throws when the relay hides anything. */
export async function judge(old: OldFolder, flip: Flip): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'ecritoire-damage-'));
  const dataDir = join(folder, 'data');
  try {
    await layOut(flipped(old.stopped, flip), dataDir);
    const started = await tryStartRelay({ dataDir, port: old.port });
    if (!started.ok) {
      requireOneLine(started.error.code, started.error.stderr);
      return 'refused';
    }
    return await judgeRunning(started.value, old).finally(started.value.close);
  } finally {
    for (const { client } of old.writers) client.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

function flipped(content: FolderContent, { file, at, mask }: Flip): FolderContent {
  const bytes = Buffer.from(content.get(file) ?? []);
  for (const place of at) bytes.writeUInt8(bytes.readUInt8(place) ^ mask, place);
  return new Map(content).set(file, bytes);
}

function requireOneLine(code: number | null, stderr: string): void {
  assert.ok(code === 1 || code === 2, `the relay ended with ${code}`);
  assert.match(stderr, /^Écritoire: [^\n]+\n$/);
}

async function judgeRunning(relay: Relay, old: OldFolder): Promise<Verdict> {
  const rooms: ('whole' | 'lacking' | 'closed')[] = [];
  for (const writer of old.writers) rooms.push(await lookInto(relay, writer, old.tokensWhenStopped));
  if (rooms.every((room) => room === 'whole')) return 'unharmed';
  const hasEnded = await bringAgain(relay, old.writers);
  if (hasEnded) {
    requireOneLine(await relay.ended(), relay.output.stderr);
    return 'closed';
  }
  assert.match(relay.output.stdout, /"level":"error"/, `no line in the log, though the rooms are ${rooms}`);
  return rooms.includes('closed') ? 'closed' : 'healed';
}

async function lookInto(relay: Relay, { room, written }: TokenWriter, count: number) {
  const must = written.slice(0, count);
  try {
    const found = await readTokens(relay.syncUrl, room);
    auditTokens(found, [], must);
    return found.length === must.length ? 'whole' : 'lacking';
  } catch (error) {
    if (error instanceof UnreadableRoomError) return 'closed';
    throw error;
  }
}

/** Whether the relay ended over it. Rooms that can be read must have everything in the end. */
async function bringAgain(relay: Relay, writers: readonly TokenWriter[]): Promise<boolean> {
  for (const { client } of writers) client.connect();
  const isClosed = ({ client }: TokenWriter) => client.closeCode !== undefined;
  await waitUntil('everybody has brought everything, or was sent away', () =>
    writers.every((writer) => isClosed(writer) || isAllConfirmed(writer)),
  );
  const isAlive = await fetch(`${relay.url}/healthz`).then(
    () => true,
    () => false,
  );
  if (!isAlive) return true;
  for (const writer of writers.filter((writer) => !isClosed(writer)))
    auditTokens(await readTokens(relay.syncUrl, writer.room), writer.written, writer.written);
  return false;
}
