import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A person's line to the relay, which a test can cut. */
export interface TcpProxy {
  readonly port: number;
  readonly url: string;
  /** What has passed so far, both ways, with everything around the frames. */
  readonly carriedBytes: number;
  /** Every connection is reset, and every new one too: no network. */
  cut(): void;
  /** Connections stay open and nothing passes, either way: a train in a tunnel. Held bytes pass after `restore`. */
  stall(): void;
  restore(): void;
  close(): Promise<void>;
}

/** Opens a line on a free loopback port; each of its connections goes on to `targetPort`. */
export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  let state: 'open' | 'stalled' | 'cut' = 'open';
  const pairs = new Set<readonly [Socket, Socket]>();
  let carriedBytes = 0;

  const server = createServer((near) => {
    if (state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(targetPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    forward(near, far);
    forward(far, near);
    near.on('close', () => pairs.delete(pair));
    if (state === 'stalled') for (const socket of pair) socket.pause();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port');

  const resetAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
  };

  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    get carriedBytes() {
      return carriedBytes;
    },
    cut() {
      state = 'cut';
      resetAll();
    },
    stall() {
      state = 'stalled';
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    restore() {
      state = 'open';
      for (const pair of pairs) for (const socket of pair) socket.resume();
    },
    async close() {
      resetAll();
      server.close();
      await once(server, 'close');
    },
  };

  function forward(from: Socket, to: Socket): void {
    from.on('data', (bytes) => {
      carriedBytes += bytes.length;
      // A slow reader at one end must be felt at the other.
      if (!to.write(bytes)) from.pause();
    });
    to.on('drain', () => {
      if (state === 'open') from.resume();
    });
    from.on('end', () => to.end());
    // The other end sees a reset as a reset: a relay that was killed must not look as if it had said goodbye.
    from.on('error', () => to.resetAndDestroy());
    from.on('close', () => to.destroy());
  }
}
