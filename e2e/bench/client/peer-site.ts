import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';

/** A page that is only built to be compared with, and the bytes that the benchmark lends it. */
export interface PeerSite {
  readonly url: string;
  /** Serves the bytes; the returned address is relative to the site. */
  lend(name: string, bytes: Uint8Array): string;
  close(): Promise<void>;
}

const e2eFolder = new URL('../../', import.meta.url).pathname;
const ownConfig = 'bench/client/peer/vite.config.ts';
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
};

/**
 * Builds a page anew, the one with the editor alone unless another configuration is named: what it contains may have
 * changed. Throws with the build's own words.
 */
export async function openPeerSite(config = ownConfig): Promise<PeerSite> {
  const builtFolder = join(e2eFolder, 'node_modules/.bench', dirname(config));
  const built = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--config', config, '--outDir', builtFolder, '--emptyOutDir'],
    { cwd: e2eFolder, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (built.status !== 0) throw new Error(`The page of the peers could not be built:\n${built.stdout}${built.stderr}`);

  const lent = new Map<string, Uint8Array>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = join(builtFolder, pathname === '/' ? 'index.html' : pathname);
    const bytes = lent.get(pathname) ?? (existsSync(file) ? readFileSync(file) : undefined);
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    response.writeHead(bytes === undefined ? 404 : 200, { 'Content-Type': type });
    response.end(bytes);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The site of the peers has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    lend(name, bytes) {
      lent.set(`/${name}`, bytes);
      return `/${name}`;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
