import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { decodeMessage, documentIdFromBytes, encodeMessage } from '@ecritoire/shared';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import {
  childEnvironment,
  newFolder,
  patiently,
  type RelayProcess,
  refusedStart,
  startRelay,
} from '../test-process.ts';
import { change, hastySettings, observed, openLog, valueIn } from '../update-log/test-storage.ts';
import { textIn, typist } from '../update-log/update-log.contract.ts';
import type { UpdateLog } from '../update-log/update-log.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const room = documentIdFromBytes(new Uint8Array(16));
const dashed = documentIdFromBytes(new Uint8Array(16).fill(0xfb));

const running: RelayProcess[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((relay) => relay.stop('SIGKILL')));
});

async function start(folder: string): Promise<RelayProcess> {
  const relay = await startRelay(folder);
  running.push(relay);
  return relay;
}

/** Runs one of the three commands as `pnpm` does. */
async function command(name: 'backup' | 'restore' | 'inspect', dataDir: string, ...words: readonly string[]) {
  const scripts: Record<string, string> = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).scripts;
  const [program = '', ...args] = scripts[name]?.split(' ') ?? [];
  expect(program).toBe('node');
  const child = spawn(process.execPath, [...args, ...words], {
    cwd: root,
    env: childEnvironment({ DATA_DIR: dataDir }),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

const databaseIn = (folder: string): string => join(folder, 'ecritoire.sqlite');

/** Does something with the log in a folder, as a relay would. */
async function withLog<T>(folder: string, work: (log: UpdateLog) => Promise<T>): Promise<T> {
  const log = await openLog(databaseIn(folder));
  const value = await work(log);
  await log.close();
  return value;
}

async function write(log: UpdateLog, text: string, id = room): Promise<void> {
  const commits: Promise<unknown>[] = [];
  typist((update) => commits.push(log.append(id, update))).insert(0, text);
  await Promise.all(commits);
}

async function folderWith(text: string): Promise<string> {
  const folder = await newFolder();
  await withLog(folder, (log) => write(log, text));
  return folder;
}

/** Types words without pause over a relay's socket. */
async function typeUnderLoad(relay: RelayProcess) {
  const socket = new WebSocket(`${relay.syncAddress}/${room}?ext=1`);
  const words = new Y.Doc();
  let sent = 0;
  let acknowledged = 0;
  words.on('update', (update: Uint8Array) => socket.send(encodeMessage({ type: 'update', update })));
  socket.on('message', (frame: Buffer) => {
    const message = decodeMessage(frame);
    if (message.ok && message.value.type === 'ack') acknowledged = message.value.frames;
  });
  socket.on('error', () => socket.terminate());
  await once(socket, 'open');
  const timer = setInterval(() => {
    for (let times = 0; times < 20 && sent - acknowledged < 1000; times += 1) {
      words.getMap('words').set(`word ${sent}`, true);
      sent += 1;
    }
  }, 2);
  return {
    acknowledged: () => acknowledged,
    stop: () => {
      clearInterval(timer);
      socket.terminate();
    },
  };
}

async function wordsIn(log: UpdateLog): Promise<Set<string>> {
  const missing = await log.missing(room, Uint8Array.of(0));
  const doc = new Y.Doc();
  if (missing.ok) for (const update of missing.value) Y.applyUpdate(doc, update);
  return new Set(doc.getMap('words').keys());
}

describe('pnpm backup', () => {
  it('[L13] copies one moment under load: all that was acknowledged before is in it, and it can be restored elsewhere', async () => {
    const folder = await newFolder();
    const relay = await start(folder);
    const typing = await typeUnderLoad(relay);
    await expect.poll(typing.acknowledged, patiently).toBeGreaterThan(500);
    const acknowledged = typing.acknowledged();
    const file = join(await newFolder(), 'backup.sqlite');
    const backup = await command('backup', folder, file);
    expect(backup).toMatchObject({ code: 0, said: expect.stringContaining('every byte was read back') });
    await expect.poll(typing.acknowledged, patiently).toBeGreaterThan(acknowledged);
    typing.stop();
    expect(await relay.stop('SIGTERM')).toBe(0);
    const elsewhere = await newFolder();
    expect((await command('restore', elsewhere, file)).code).toBe(0);
    const stored = await withLog(elsewhere, wordsIn);
    const lost = Array.from({ length: acknowledged }, (_, word) => `word ${word}`).filter((word) => !stored.has(word));
    expect(lost).toEqual([]);
    expect(valueIn(databaseIn(elsewhere), "SELECT value FROM property WHERE name = 'epoch'")).not.toBe(
      valueIn(databaseIn(folder), "SELECT value FROM property WHERE name = 'epoch'"),
    );
    expect((await fetch(`${(await start(elsewhere)).address}/readyz`)).status).toBe(200);
  });

  it('[L13] overwrites nothing, creates nothing where there is nothing, and says how it is used', async () => {
    const folder = await folderWith('text');
    const target = join(folder, 'taken');
    await writeFile(target, 'precious');
    expect(await command('backup', folder, target)).toMatchObject({ code: 1, said: expect.stringContaining('exists') });
    expect(await readFile(target, 'utf8')).toBe('precious');
    const empty = await newFolder();
    expect((await command('backup', empty, join(empty, 'backup'))).code).toBe(1);
    expect(await readdir(empty)).toEqual([]);
    for (const words of [[], ['a', 'b'], ['--help']])
      expect(await command('backup', folder, ...words)).toMatchObject({
        code: 2,
        said: expect.stringContaining('Usage'),
      });
  });

  it('[L13] a backup of a damaged database says so and has another name', async () => {
    const folder = await folderWith('text');
    change(databaseIn(folder), 'UPDATE journal SET bytes = zeroblob(length(bytes))');
    const target = join(folder, 'backup');
    const { code, said } = await command('backup', folder, target);
    expect([code, said]).toEqual([1, expect.stringContaining('record 1 is damaged')]);
    expect(await readdir(folder)).toContain('backup.damaged');
    expect(await readdir(folder)).not.toContain('backup');
    // Once it is set aside the rest is whole.
    await withLog(folder, async () => undefined);
    expect((await command('backup', folder, target)).code).toBe(0);
  });
});

describe('pnpm restore', () => {
  it('[L13] an older backup gets an epoch of its own, and what was there is kept aside', async () => {
    const folder = await folderWith('older');
    const backup = join(await newFolder(), 'backup');
    await command('backup', folder, backup);
    const epoch = await withLog(folder, async (log) => {
      await write(log, 'newer ');
      return log.epoch;
    });
    const { code, said } = await command('restore', folder, backup);
    expect([code, said]).toEqual([0, expect.stringContaining('Devices send again')]);
    expect(await withLog(folder, (log) => textIn(log, room))).toBe('older');
    expect(await withLog(folder, async (log) => log.epoch)).not.toBe(epoch);
    const aside = (await readdir(folder)).filter((name) => /^ecritoire-.*\.sqlite$/.test(name));
    expect(aside).toHaveLength(1);
    const found = await openLog(join(folder, aside[0] ?? ''));
    expect([found.epoch, (await textIn(found, room)).includes('newer')]).toEqual([epoch, true]);
    await found.close();
    // The database aside is no obstacle.
    const relay = await start(folder);
    expect((await command('restore', folder, backup)).said).toContain('in use by another Écritoire');
    expect((await fetch(`${relay.address}/readyz`)).status).toBe(200);
  });

  it('[L13] commits that only the write-ahead log held go aside with the database', async () => {
    const folder = await newFolder();
    const relay = await start(folder);
    const typing = await typeUnderLoad(relay);
    await expect.poll(typing.acknowledged, patiently).toBeGreaterThan(50);
    const backup = join(await newFolder(), 'backup');
    await command('backup', folder, backup);
    const acknowledged = typing.acknowledged();
    await relay.stop('SIGKILL');
    typing.stop();
    expect((await command('restore', folder, backup)).code).toBe(0);
    const aside = (await readdir(folder)).find((name) => /^ecritoire-.*\.sqlite$/.test(name)) ?? '';
    const found = await openLog(join(folder, aside));
    expect((await wordsIn(found)).size).toBeGreaterThanOrEqual(acknowledged);
    await found.close();
  });

  it('[L13] a damaged database makes way for a backup', async () => {
    const folder = await folderWith('good');
    const backup = join(await newFolder(), 'backup');
    await command('backup', folder, backup);
    const bytes = await readFile(databaseIn(folder));
    await writeFile(databaseIn(folder), bytes.fill(0xff, 100, 4096));
    expect((await command('restore', folder, backup)).code).toBe(0);
    expect(await withLog(folder, (log) => textIn(log, room))).toBe('good');
  });

  it.each([
    ['cut short', (file: string) => truncate(file, 8192)],
    [
      'with an altered record',
      async (file: string) => change(file, 'UPDATE journal SET bytes = zeroblob(length(bytes))'),
    ],
    ['of another program', async (file: string) => change(file, 'PRAGMA application_id = 7')],
    ['of a newer Écritoire', async (file: string) => change(file, 'PRAGMA user_version = 99')],
    ['that is empty', (file: string) => truncate(file, 0)],
    ['that is no database', (file: string) => writeFile(file, 'Dear Sir or Madam, '.repeat(20))],
  ])('[L13] a backup %s is refused, and nothing changes', async (_, damage) => {
    const folder = await folderWith('stays');
    const backup = join(await newFolder(), 'backup');
    await command('backup', folder, backup);
    await damage(backup);
    const names = await readdir(folder);
    const before = await readFile(databaseIn(folder));
    const { code, said } = await command('restore', folder, backup);
    expect([code, said]).toEqual([1, expect.stringContaining(backup)]);
    expect(await readFile(databaseIn(folder))).toEqual(before);
    expect((await readdir(folder)).filter((name) => name !== 'ecritoire.lock')).toEqual(names);
  });

  it('[L13] a database of version 1 can be restored', async () => {
    const backup = join(await newFolder(), 'version-1');
    const fixture = new URL('../update-log/fixtures/version-1.sqlite.gz', import.meta.url);
    await writeFile(backup, gunzipSync(await readFile(fixture)));
    const folder = join(await newFolder(), 'new');
    await mkdir(folder);
    expect((await command('restore', folder, backup)).code).toBe(0);
    const id = documentIdFromBytes(new Uint8Array(16).fill(2));
    expect(await withLog(folder, (log) => textIn(log, id))).toBe('short');
  });

  it('[L13] says how it is used, and names a file that is not there', async () => {
    const folder = await newFolder();
    expect((await command('restore', folder)).code).toBe(2);
    expect(await command('restore', folder, join(folder, 'none'))).toMatchObject({ code: 1 });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('pnpm inspect', () => {
  it('[L13] tells sizes, clients, gaps and what is set aside, and never a word of the document', async () => {
    const folder = await newFolder();
    await withLog(folder, async (log) => {
      const updates: Uint8Array[] = [];
      const text = typist((update) => updates.push(update));
      for (const word of ['confidential ', 'words ', 'here ']) text.insert(text.length, word);
      for (const update of [updates[0], updates[2]]) if (update !== undefined) await log.append(room, update);
      await write(log, 'dashed', dashed);
    });
    const { code, said } = await command('inspect', folder, room);
    expect(code).toBe(0);
    expect(said).toMatch(/journal: 2 records/);
    expect(said).toMatch(/units 0–12, 19–23/);
    expect(said).toMatch(/gaps {8}in 1 clients/);
    expect(said).toMatch(/pending {5}changes that refer/);
    for (const word of ['confidential', 'words', 'here']) expect(said).not.toContain(word);
    expect(dashed.startsWith('-') || dashed.startsWith('_'), 'a name that begins like an option').toBe(true);
    expect((await command('inspect', folder, dashed)).code).toBe(0);
  });

  it('[L13] writes a document to a file when asked to, and an earlier state too', async () => {
    const folder = await newFolder();
    const events = observed();
    const log = await openLog(databaseIn(folder), hastySettings, events);
    await write(log, 'first ');
    await expect.poll(() => events.heard, patiently).toContain('compacted: reencoded');
    await write(log, 'second ');
    await expect.poll(() => events.heard.filter((event) => event === 'compacted: reencoded').length, patiently).toBe(2);
    await log.close();
    expect((await command('inspect', folder, room)).said).toMatch(/replaced {4}2 earlier states/);
    async function exported(...words: readonly string[]): Promise<string> {
      const file = join(await newFolder(), 'export.bin');
      expect((await command('inspect', folder, room, '--export', file, ...words)).code).toBe(0);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, await readFile(file));
      return doc.getText('content').toString();
    }
    expect((await exported()).split(' ').sort()).toEqual(['', 'first', 'second']);
    expect(await exported('--replaced', '1')).toBe('first ');
    change(
      databaseIn(folder),
      'UPDATE replaced SET checksum = checksum + 1 WHERE through = (SELECT min(through) FROM replaced)',
    );
    expect((await command('inspect', folder, room)).said).toMatch(/1: until .*, 1 parts damaged/);
    const taken = join(folder, 'taken');
    await copyFile(databaseIn(folder), taken);
    expect((await command('inspect', folder, room, '--export', taken)).code).toBe(1);
  });

  it('[L13] says how it is used', async () => {
    const folder = await folderWith('text');
    for (const words of [[], ['short'], [room, '--text'], [room, '--export'], [room, '--replaced', '1']])
      expect((await command('inspect', folder, ...words)).code, words.join(' ')).toBe(2);
    expect(await command('inspect', folder, dashed)).toMatchObject({ code: 1 });
    expect((await refusedStart({ RETENTION_DAYS: 'long' }, folder)).stderr).toContain('RETENTION_DAYS');
  });
});
