import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A line on which little arrives: what the relay sends passes at so many bytes a second, what is said to it at once. */
export interface ThrottledLine {
  readonly port: number;
  connectionCount(): number;
  /** From now on everything passes at once. */
  release(): void;
  close(): Promise<void>;
}

const everyMs = 100;

export async function openThrottledLine(targetPort: number, bytesPerSecond: number): Promise<ThrottledLine> {
  const releases = new Set<() => void>();
  let connections = 0;
  const server = createServer((near) => {
    connections += 1;
    const far = connect(targetPort, '127.0.0.1');
    near.pipe(far);
    // Left alone between two of these, the socket takes 64 KiB from the system and then no more.
    const trickle = setInterval(() => {
      const bytes = far.read(Math.min((bytesPerSecond * everyMs) / 1_000, far.readableLength));
      if (bytes !== null) near.write(bytes);
    }, everyMs);
    far.on('readable', () => undefined);
    const release = () => {
      clearInterval(trickle);
      far.removeAllListeners('readable');
      far.pipe(near);
    };
    releases.add(release);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        clearInterval(trickle);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port');
  return {
    port: address.port,
    connectionCount: () => connections,
    release() {
      for (const release of releases) release();
    },
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}
