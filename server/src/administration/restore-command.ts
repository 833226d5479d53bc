import { commandSettings, finish, usage } from './command.ts';
import { restoreBackup } from './restore.ts';

const [backup, ...others] = process.argv.slice(2);
if (backup === undefined || others.length > 0 || backup.startsWith('-')) usage('pnpm restore <file>');
const { dataDir } = commandSettings();
const restored = await restoreBackup(dataDir, backup, new Date());
finish(restored, ({ rooms, durableOffset, aside }) => [
  `Restored ${rooms} documents, everything up to record ${durableOffset}, into ${dataDir}.`,
  'Devices send again what they have and this backup has not.',
  ...(aside === undefined ? [] : [`The database that was there is ${aside}; delete it when it is no longer needed.`]),
]);
