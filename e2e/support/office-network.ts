import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a proxy does with the wish for a WebSocket. `swallows`: no answer at all. */
export type Upgrades = 'refuses' | 'swallows' | 'passes';

/** An HTTP proxy between the people and the relay, as networks of offices have them. */
export interface OfficeNetwork {
  readonly url: string;
  /** Requests on `/sync-http/` so far. */
  readonly requests: number;
  upgrades(behaviour: Upgrades): void;
  /** Every request is answered with a page to sign in, and WebSockets end. */
  asksToSignIn(): void;
  /** Answers that take longer are replaced by the proxy's own, 504. */
  losesPatienceAfter(ms: number): void;
  /** Connections are reset, new ones too. */
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

const signInPage = '<!doctype html><title>Guest network</title><form><input name="user"></form>';

/** Refuses WebSockets until told otherwise, and holds every answer back until it is whole. */
export async function openOfficeNetwork(relayPort: number): Promise<OfficeNetwork> {
  const sockets = new Set<Duplex>();
  const upgraded = new Set<Duplex>();
  let behaviour: Upgrades = 'refuses';
  let state: 'open' | 'signing in' | 'cut' = 'open';
  let patienceMs = 60_000;
  let requests = 0;

  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith('/sync-http/')) requests += 1;
    if (state === 'signing in') outgoing.writeHead(200, { 'Content-Type': 'text/html' }).end(signInPage);
    else passBuffered(incoming, outgoing, relayPort, patienceMs);
  });
  server.on('connection', (socket) => {
    if (state === 'cut') socket.resetAndDestroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming: IncomingMessage, near: Duplex) => {
    if (state !== 'open' || behaviour === 'refuses') near.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    else if (behaviour === 'passes') passUpgrade(incoming, near, relayPort, upgraded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The network has no port');

  const endAll = (ended: Iterable<Duplex>) => {
    for (const socket of ended) socket.destroy();
  };

  return {
    url: `http://127.0.0.1:${address.port}`,
    get requests() {
      return requests;
    },
    upgrades(next) {
      behaviour = next;
    },
    asksToSignIn() {
      state = 'signing in';
      endAll(upgraded);
    },
    losesPatienceAfter(ms) {
      patienceMs = ms;
    },
    cut() {
      state = 'cut';
      endAll(sockets);
    },
    restore() {
      state = 'open';
    },
    async close() {
      server.close();
      endAll(sockets);
      await once(server, 'close');
    },
  };
}

function passBuffered(incoming: IncomingMessage, outgoing: ServerResponse, port: number, patienceMs: number): void {
  const { method, url, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers });
  const fail = (status: number) => {
    onward.destroy();
    if (!outgoing.headersSent) outgoing.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>Gateway</h1>');
  };
  const patience = setTimeout(() => fail(504), patienceMs);
  outgoing.on('close', () => {
    clearTimeout(patience);
    onward.destroy();
  });
  onward.on('error', () => fail(502));
  onward.on('response', async (answer) => {
    const chunks = await answer.toArray().catch(() => undefined);
    if (chunks === undefined) return fail(502);
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(chunks));
  });
  incoming.pipe(onward);
}

function passUpgrade(incoming: IncomingMessage, near: Duplex, port: number, upgraded: Set<Duplex>): void {
  const far = connect(port, '127.0.0.1');
  upgraded.add(near);
  const lines = incoming.rawHeaders.flatMap((name, index, all) =>
    index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
  );
  far.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  far.pipe(near).pipe(far);
  for (const socket of [near, far])
    socket
      .on('error', () => undefined)
      .on('close', () => {
        upgraded.delete(near);
        near.destroy();
        far.destroy();
      });
}
