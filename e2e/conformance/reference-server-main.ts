import { registerHooks } from 'node:module';
import { WebSocketServer } from 'ws';

// The stock server imports LevelDB even when it keeps everything in memory, as it does here.
const noLevelDb = 'data:text/javascript,export const LeveldbPersistence = undefined';
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'y-leveldb' ? { url: noLevelDb, shortCircuit: true } : next(specifier, context),
});
const { setupWSConnection } = await import('@y/websocket-server/utils');

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', setupWSConnection);
server.on('listening', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`ready on ${address.port}\n`);
});
