import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { extname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { ClientBuild } from './builds.ts';

/** What a deployment went wrong with, by path: `gone`, or other bytes than the build's. */
export type Flaws = Readonly<Record<string, 'gone' | { readonly text: string }>>;

/** Écritoire behind a web server of its own, on which an administrator deploys one build after the other. */
export interface DeployedSite {
  readonly url: string;
  /** From now on the files of that build are there and no others. */
  deploys(build: ClientBuild, flaws?: Flaws): void;
  /** The paths that were asked for and were not there, since the beginning. */
  readonly missed: readonly string[];
  close(): Promise<void>;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Passes on to the relay what is no file of the client. */
export async function openDeployedSite(relayPort: number, first: ClientBuild): Promise<DeployedSite> {
  let deployed = { build: first, flaws: {} as Flaws };
  const missed: string[] = [];
  const upgraded = new Set<Duplex>();
  const policy = (await fetch(`http://127.0.0.1:${relayPort}/`)).headers.get('content-security-policy') ?? '';

  const server = createServer((incoming, outgoing) => {
    const path = toFilePath(new URL(incoming.url ?? '/', 'http://site').pathname);
    if (['/healthz', '/readyz'].includes(path)) return passOn(incoming, outgoing, relayPort);
    const bytes = read(path);
    if (bytes === undefined) missed.push(path);
    outgoing.writeHead(bytes === undefined ? 404 : 200, {
      'Content-Type': contentTypes[extname(path)] ?? 'text/plain',
      'Content-Security-Policy': policy,
      'Cache-Control':
        bytes !== undefined && path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    outgoing.end(bytes ?? 'Nothing here.');
  });
  server.on('upgrade', (incoming, near, head) => {
    const far = connect(relayPort, '127.0.0.1');
    // An upgraded socket is no connection of the server's any more.
    upgraded.add(near);
    near.on('close', () => {
      upgraded.delete(near);
      far.destroy();
    });
    const lines = incoming.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
    );
    far.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    far.write(head);
    far.pipe(near).pipe(far);
    far.on('error', () => near.destroy());
    near.on('error', () => far.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The site has no port');

  function read(path: string): Buffer | undefined {
    const flaw = deployed.flaws[path];
    if (flaw !== undefined) return flaw === 'gone' ? undefined : Buffer.from(flaw.text);
    const file = join(deployed.build.folder, path);
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    missed,
    deploys(build, flaws = {}) {
      deployed = { build, flaws };
    },
    async close() {
      server.close();
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** The addresses that the relay answers with the client, too. */
function toFilePath(path: string): string {
  if (path === '/' || path.startsWith('/d/')) return '/index.html';
  return path === '/repair' ? '/repair.html' : path;
}

function passOn(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const onward = request({ port, host: '127.0.0.1', path: incoming.url, method: incoming.method }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  onward.end();
}
