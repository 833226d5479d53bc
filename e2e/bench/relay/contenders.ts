import { join } from 'node:path';
import type { ServerSpec } from './server-process.ts';
import { installPeers } from './servers/peers-folder.ts';

const here = (file: string): string => new URL(file, import.meta.url).pathname;

const ours: ServerSpec = {
  name: 'Écritoire',
  dialect: 'stock',
  path: '/sync/',
  script: here('../../../server/src/main.ts'),
  environment: (port, dataDir) => ({ HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' }),
};

const broadcast = (name: string, script: string, environment: NodeJS.ProcessEnv = {}): ServerSpec => ({
  name,
  dialect: 'stock',
  path: '/',
  script: here(script),
  environment: (port) => ({ PORT: String(port), ...environment }),
});

const stock = (name: string, isStored: boolean): ServerSpec => ({
  name,
  dialect: 'stock',
  path: '/',
  script: join(installPeers(), 'node_modules/@y/websocket-server/src/server.js'),
  environment: (port, dataDir) => ({
    HOST: '127.0.0.1',
    PORT: String(port),
    ...(isStored ? { YPERSISTENCE: join(dataDir, 'leveldb') } : {}),
  }),
});

const hocuspocus = (): ServerSpec => ({
  name: 'Hocuspocus, SQLite',
  dialect: 'hocuspocus',
  path: '/',
  script: here('./servers/hocuspocus.ts'),
  environment: (port, dataDir) => ({ PORT: String(port), DATA_DIR: dataDir, PEERS_DIR: installPeers() }),
});

/** Every server that can be measured, by the name that `--only` takes. The sinks only tell how far the load goes. */
export const contenders = {
  ours: () => ours,
  raw: () => broadcast('raw ws', './servers/raw.ts'),
  batch: () => broadcast('batch sketch', './servers/batch.ts'),
  y: () => stock('y-websocket-server', false),
  'y-leveldb': () => stock('y-websocket-server, LevelDB', true),
  hocus: hocuspocus,
  'sink-stream': () => broadcast('ceiling of the load', './servers/sink.ts', { MODE: 'stream' }),
  'sink-swap': () => broadcast('ceiling of the load', './servers/sink.ts', { MODE: 'swap' }),
} as const satisfies Record<string, () => ServerSpec>;

export type Contender = keyof typeof contenders;
