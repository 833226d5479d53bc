import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { closeCodes } from '@ecritoire/shared';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { newFolder, patiently, type RelayProcess, refusedStart, startRelay } from './test-process.ts';

const running: RelayProcess[] = [];

async function start(dataDir: string, settings?: Record<string, string>): Promise<RelayProcess> {
  const relay = await startRelay(dataDir, settings);
  running.push(relay);
  return relay;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((relay) => relay.stop('SIGKILL')));
});

/** How the attempt to open a WebSocket ended: an HTTP status, or a close code. */
function attempt(address: string, origin?: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address, origin === undefined ? {} : { origin });
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => resolve(0));
    socket.on('close', (code) => resolve(code));
    socket.on('message', () => resolve(101));
  });
}

const aRoom = 'A'.repeat(22);

describe('starting', () => {
  it('[S1] the ready line stands alone on standard output, and the data is in one folder', async () => {
    const folder = join(await newFolder(), 'new', 'data');
    const relay = await start(folder);
    expect(relay.stdout().split('\n')).toContain(`Écritoire is ready: ${relay.address}`);
    expect((await fetch(`${relay.address}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${relay.address}/metrics`)).text()).toContain('ecritoire_connections 0');
    expect(await readdir(folder)).toContain('ecritoire.sqlite');
  });

  it.each([
    { PORT: 'eighty' },
    { HOST: '0.0.0.0' },
    { PUBLIC_URL: 'example' },
    { LOG_LEVEL: 'loud' },
    { DATADIR: 'elsewhere' },
  ])('[S2] with %j it exits 2, says why on one line, and creates nothing', async (settings) => {
    const cwd = await newFolder();
    const { code, stderr, stdout } = await refusedStart(settings as Record<string, string>, cwd);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(Object.keys(settings)[0]);
    expect(stdout).toBe('');
    expect(await readdir(cwd)).toEqual([]);
  });

  it('[S5] a taken port exits 2', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const { code, stderr } = await refusedStart({ PORT: port }, await newFolder());
    other.close();
    expect(code).toBe(2);
    expect(stderr).toContain(`Port ${port}`);
  });

  it('[L7] a second process on the same folder exits 2; after a kill the folder is free', async () => {
    const folder = await newFolder();
    const first = await start(folder);
    const { code, stderr } = await refusedStart({ PORT: '0', DATA_DIR: folder }, folder);
    expect(code).toBe(2);
    expect(stderr).toContain('in use by another Écritoire');
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
    await first.stop('SIGKILL');
    const next = await start(folder);
    expect((await fetch(`${next.address}/readyz`)).status).toBe(200);
  });

  it('[L8] a folder that cannot be one, or cannot be written, exits 2', async () => {
    const cwd = await newFolder();
    await writeFile(join(cwd, 'a-file'), 'not a folder');
    for (const folder of [join(cwd, 'a-file'), join(cwd, 'a-file', 'below'), '/proc/ecritoire', '/sys']) {
      const { code, stderr } = await refusedStart({ PORT: '0', DATA_DIR: folder }, cwd);
      expect(code, folder).toBe(2);
      expect(stderr).toContain(folder);
    }
  });

  it.each([
    ['ecritoire.sqlite', 'PRAGMA user_version = 1; CREATE TABLE theirs (x)', 'belongs to another program'],
    ['ecritoire.sqlite', 'PRAGMA application_id = 0x45637269; PRAGMA user_version = 99', 'newer Écritoire'],
    ['theirs.db', 'CREATE TABLE theirs (x)', 'theirs.db'],
  ])('[L8] %s after %j exits 2 and stays untouched', async (name, sql, complaint) => {
    const folder = await newFolder();
    const database = new DatabaseSync(join(folder, name));
    database.exec(sql);
    database.close();
    const before = await readFile(join(folder, name));
    const { code, stderr } = await refusedStart({ PORT: '0', DATA_DIR: folder }, folder);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
    expect(await readdir(folder)).toEqual([name]);
    expect(await readFile(join(folder, name))).toEqual(before);
  });

  it('[L8] a file of our name that is no database exits 2 and stays untouched', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'ecritoire.sqlite'), 'garbage');
    const { code, stderr } = await refusedStart({ PORT: '0', DATA_DIR: folder }, folder);
    expect([code, await readFile(join(folder, 'ecritoire.sqlite'), 'utf8')]).toEqual([2, 'garbage']);
    expect(stderr).toContain('not a database');
  });

  it('[L8] a start that was cut short before anything was written is no obstacle', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'lost+found'));
    await writeFile(join(folder, 'ecritoire.sqlite'), '');
    await start(folder);
  });
});

describe('the WebSocket address', () => {
  it('[R1] [R7] foreign pages are refused before the upgrade, odd rooms after it', async () => {
    const { syncAddress: sync, address } = await start(await newFolder());
    expect(await attempt(`${sync}/${aRoom}`)).toBe(101);
    expect(await attempt(`${sync}/${aRoom}.comments`, 'http://localhost:5173')).toBe(101);
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example'])
      expect(await attempt(`${sync}/${aRoom}`, origin), origin).toBe(403);
    for (const room of ['', 'short', `${aRoom}A`, `${aRoom}.other`, `${aRoom}/x`, `${aRoom}%00`, '%2fx', 'é'])
      expect(await attempt(`${sync}/${room}`), room).toBe(closeCodes.notFound);
    expect(await attempt(`${address.replace('http', 'ws')}/other`)).toBe(404);
    expect(await attempt(`${sync}/odd`, 'https://evil.example')).toBe(403);
  });

  it('[R21] one address has no more connections than the setting allows, and may come again when one has closed', async () => {
    const settings = { MAX_CONNECTIONS_PER_ADDRESS: '2', TRUSTED_PROXIES: '1' };
    const { syncAddress } = await start(await newFolder(), settings);
    const open = (address: string) =>
      new Promise<WebSocket | number>((resolve) => {
        const headers = { 'x-forwarded-for': address };
        const socket = new WebSocket(`${syncAddress}/${aRoom}`, { headers });
        socket.on('open', () => resolve(socket));
        socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
      });
    const first = await open('198.51.100.7');
    expect(await open('198.51.100.7')).toBeInstanceOf(WebSocket);
    expect(await open('198.51.100.7')).toBe(429);
    expect(await open('198.51.100.8')).toBeInstanceOf(WebSocket);
    if (first instanceof WebSocket) first.close();
    await expect.poll(() => open('198.51.100.7'), patiently).toBeInstanceOf(WebSocket);
  });

  it('[R11] a message twice the limit is ended by the transport, and the relay lives on', async () => {
    const relay = await start(await newFolder());
    const socket = new WebSocket(`${relay.syncAddress}/${aRoom}`);
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => socket.terminate());
    socket.send(Buffer.alloc(33 * 1024 * 1024));
    expect([closeCodes.tooLarge, 1006, 1009]).toContain(await closed);
    expect((await fetch(`${relay.address}/readyz`)).status).toBe(200);
  });
});

describe('stopping', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('[R15] %s closes everybody with 1001 and exits 0', async (signal) => {
    const relay = await start(await newFolder());
    const socket = new WebSocket(`${relay.syncAddress}/${aRoom}`);
    await new Promise((resolve) => socket.once('message', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    expect(await relay.stop(signal)).toBe(0);
    expect(await closed).toBe(closeCodes.restart);
  });

  it('[R15] a peer that never answers does not hold the relay back, and a second signal ends it at once', async () => {
    const relay = await start(await newFolder());
    const socket = new WebSocket(`${relay.syncAddress}/${aRoom}`);
    await new Promise((resolve) => socket.once('message', resolve));
    socket.pause();
    process.kill(relay.pid, 'SIGTERM');
    await expect.poll(() => relay.stdout(), patiently).toContain('relay-draining');
    // Ended by the signal itself, which a shell shows as 143.
    expect(await relay.stop('SIGTERM')).toBeNull();
    socket.terminate();
  });
});
