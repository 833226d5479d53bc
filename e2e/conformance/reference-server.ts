import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** `@y/websocket-server` in a process of its own, as published, keeping its documents in memory. */
export interface ReferenceServer {
  readonly syncUrl: string;
  close(): Promise<void>;
}

export async function startReferenceServer(): Promise<ReferenceServer> {
  const child = spawn(process.execPath, [new URL('./reference-server-main.ts', import.meta.url).pathname], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (said: Buffer) => {
      const ready = /ready on (\d+)/.exec(said.toString());
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
    child.once('exit', (code) => reject(new Error(`The reference server ended with ${code}`)));
  });
  return {
    syncUrl: `ws://127.0.0.1:${port}`,
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
