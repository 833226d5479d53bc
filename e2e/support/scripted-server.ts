import { once } from 'node:events';
import { type WebSocket, WebSocketServer } from 'ws';

/** A server that says only what a test makes it say. */
export interface ScriptedServer {
  readonly url: string;
  /** What clients said, in order of arrival, all connections together. */
  readonly heard: readonly Uint8Array[];
  connectionCount(): number;
  /** The connection that is open now; throws when there is none. */
  socket(): WebSocket;
  close(): Promise<void>;
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const heard: Uint8Array[] = [];
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    socket.on('message', (bytes: Buffer) => heard.push(bytes));
  });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `ws://127.0.0.1:${address.port}`,
    heard,
    connectionCount: () => connections,
    socket() {
      const [open] = server.clients;
      if (open === undefined) throw new Error('Nobody is connected');
      return open;
    },
    async close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}
