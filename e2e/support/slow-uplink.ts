import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line that takes little at a time from the person, and can be cut; what the relay sends passes at once. */
export interface SlowUplink {
  readonly url: string;
  connectionCount(): number;
  /** Every connection ends now; new ones are taken. */
  cut(): void;
  close(): Promise<void>;
}

const everyMs = 50;

/** Opens the line on a free loopback port; each of its connections goes on to `targetPort`. */
export async function openSlowUplink(targetPort: number, bytesPerSecond: number): Promise<SlowUplink> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((near) => {
    connections += 1;
    const far = connect(targetPort, '127.0.0.1');
    far.pipe(near);
    const trickle = setInterval(() => {
      const bytes = near.read(Math.min((bytesPerSecond * everyMs) / 1_000, near.readableLength));
      if (bytes !== null) far.write(bytes);
    }, everyMs);
    // Without a listener the socket reads nothing ahead.
    near.on('readable', () => undefined);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        clearInterval(trickle);
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port');
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    connectionCount: () => connections,
    cut,
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
