import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerUnderTest } from './server-under-test.ts';

/** The versions compared with; LevelDB comes as a peer's optional dependency, ready built. */
const packages = ['@y/websocket-server@0.1.1', 'yjs@13.6.33', 'ws@8.23.0'];

/** The stock server with its own persistence, fetched into a folder of its own: it is no dependency of the project. */
export async function startPeerServer(): Promise<ServerUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'ecritoire-peer-'));
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const port = await freePort();
  const dataDir = join(folder, 'data');
  const launch = async () => {
    const child = spawn(process.execPath, ['node_modules/@y/websocket-server/src/server.js'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), YPERSISTENCE: dataDir },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const said of child.stdout) if (String(said).includes('running at')) break;
    // Left unread the pipe would fill up.
    child.stdout.resume();
    return child;
  };
  let child = await launch();
  const kill = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    name: '@y/websocket-server 0.1.1 with LevelDB',
    syncUrl: `ws://127.0.0.1:${port}`,
    dataDir,
    confirms: false,
    pid: () => child.pid ?? 0,
    async restart() {
      await kill();
      child = await launch();
    },
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
