import { fileURLToPath } from 'node:url';
import { readConfig } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { isAllowedOrigin } from './http/allowed-origins.ts';
import { readClientFiles } from './http/client-files.ts';
import { createHttpServer } from './http/http-server.ts';
import { listen } from './http/listen.ts';
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
const sweeper = setInterval(rooms.sweep, sweepEveryMs);

const clientFiles = await readClientFiles(clientFolder);
if (clientFiles === undefined) logger.warn('client-not-built', { folder: clientFolder, cure: 'pnpm build' });
const server = createHttpServer({
  clientFiles,
  publicOrigin,
  isReady: async () => (await log.probe()).ok,
  renderMetrics: metrics.render,
  requestFailed: (message) => logger.error('request-failed', { message }),
});
const endpoint = createSyncEndpoint(server, {
  maxConnectionsPerAddress,
  trustedProxies,
  isAllowedOrigin: (origin) => isAllowedOrigin(origin, host, publicOrigin),
  connect: rooms.connect,
  upgradeRefused: (status) => logger.warn('upgrade-refused', { status }),
  transportFailed: (message) => logger.debug('transport-failed', { message }),
});

const address = await listen(server, host, port);
if (!address.ok) exitWith(exitCodes.cannotStart, address.error);
logger.info('relay-started', { address: address.value, epoch: log.epoch, durableOffset: log.durableOffset() });
process.stdout.write(`Écritoire is ready: ${address.value}\n`);

onStopSignal(drainDeadlineMs, async (signal) => {
  logger.info('relay-draining', { signal });
  server.close();
  endpoint.stopAccepting();
  await rooms.drain();
  clearInterval(sweeper);
  await endpoint.closed();
  await log.close();
  folder.value.release();
  logger.info('relay-stopped');
});
