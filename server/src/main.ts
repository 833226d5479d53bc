import { fileURLToPath } from 'node:url';
import { readConfig } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { createAddressLimit } from './http/address-limit.ts';
import { createAdmission } from './http/admission.ts';
import { isAllowedOrigin } from './http/allowed-origins.ts';
import { readClientFiles } from './http/client-files.ts';
import { createHttpServer } from './http/http-server.ts';
import { createHttpSync, isHttpSyncPath } from './http/http-sync/http-sync.ts';
import { listen } from './http/listen.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { SyncContext } from './http/sync-context.ts';
import { createSyncEndpoint } from './http/sync-endpoint.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { observeLog, observeProcess, observeRelay } from './observation.ts';
import { exitCodes, exitWith, onStopSignal } from './process-end.ts';
import { createRooms } from './relay/rooms.ts';
import { openSqliteLog } from './update-log/sqlite.ts';
import { storageSettings } from './update-log/storage-settings.ts';

const sweepEveryMs = 1000;
const drainDeadlineMs = 8000;
const maxHttpSessions = 5000;
const clientFolder = fileURLToPath(new URL('../../client/dist/', import.meta.url));

const settings = readConfig(process.env);
if (!settings.ok) exitWith(exitCodes.cannotStart, ...settings.error);
const { host, port, dataDir, publicOrigin, logLevel, retentionDays, maxConnectionsPerAddress, trustedProxies } =
  settings.value;
const logger = createLogger(
  logLevel,
  (line) => process.stdout.write(line),
  () => new Date(),
);
const metrics = createMetrics();
observeProcess(metrics);

const folder = await openDataFolder(dataDir);
if (!folder.ok) exitWith(exitCodes.cannotStart, folder.error);
const opened = await openSqliteLog(
  folder.value.databaseFile,
  storageSettings(retentionDays),
  observeLog(logger, metrics, (message) => {
    rooms.fail();
    exitWith(exitCodes.failed, `The disk failed, nothing more is accepted: ${message}.`);
  }),
);
if (!opened.ok) exitWith(exitCodes.cannotStart, `The data folder ${dataDir} cannot be used: ${opened.error}.`);
const log = opened.value;
metrics.observedGauge('ecritoire_log_bytes', 'What the log occupies on disk.', log.sizeBytes);

const rooms = createRooms({
  log,
  events: observeRelay(logger, metrics),
  now: () => performance.now(),
  // Earlier than the next turn of the event loop: of one peer a message is read per turn, so there is nothing to wait for.
  atEndOfTurn: process.nextTick,
  atNextTurn: setImmediate,
  afterMs: (delayMs, run) => setTimeout(run, delayMs),
});

const clientFiles = await readClientFiles(clientFolder);
if (clientFiles === undefined) logger.warn('client-not-built', { folder: clientFolder, cure: 'pnpm build' });
const syncContext: SyncContext = {
  addresses: createAddressLimit(maxConnectionsPerAddress),
  admission: createAdmission(),
  trustedProxies,
  isAllowedOrigin: (origin) => isAllowedOrigin(origin, host, publicOrigin),
  connect: rooms.connect,
  refused: (status) => logger.warn('connection-refused', { status }),
  transportFailed: (message) => logger.debug('transport-failed', { message }),
};
const httpSync = createHttpSync({
  ...syncContext,
  now: () => performance.now(),
  maxSessions: maxHttpSessions,
  headers: securityHeaders(publicOrigin),
});
const server = createHttpServer({
  clientFiles,
  publicOrigin,
  isReady: async () => (await log.probe()).ok,
  renderMetrics: metrics.render,
  requestFailed: (message) => logger.error('request-failed', { message }),
  isSyncPath: isHttpSyncPath,
  answerSync: httpSync.handle,
});
const endpoint = createSyncEndpoint(server, syncContext);
metrics.observedGaugeBy(
  'ecritoire_transport_connections',
  'Open connections, by what carries them.',
  'transport',
  () => ({
    websocket: endpoint.connectionCount(),
    http: httpSync.connectionCount(),
  }),
);
const sweeper = setInterval(() => {
  rooms.sweep();
  httpSync.sweep();
}, sweepEveryMs);

const address = await listen(server, host, port);
if (!address.ok) exitWith(exitCodes.cannotStart, address.error);
logger.info('relay-started', { address: address.value, epoch: log.epoch, durableOffset: log.durableOffset() });
process.stdout.write(`Écritoire is ready: ${address.value}\n`);

onStopSignal(drainDeadlineMs, async (signal) => {
  logger.info('relay-draining', { signal });
  endpoint.stopAccepting();
  httpSync.stopAccepting();
  await rooms.drain();
  clearInterval(sweeper);
  // Only now: who is connected over HTTP asks for the farewell in a request of its own.
  server.close();
  await Promise.all([endpoint.closed(), httpSync.closed()]);
  await log.close();
  folder.value.release();
  logger.info('relay-stopped');
});
