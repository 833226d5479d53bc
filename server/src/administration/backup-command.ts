import { backUp } from './backup.ts';
import { commandSettings, findDatabase, finish, usage } from './command.ts';

const [target, ...others] = process.argv.slice(2);
if (target === undefined || others.length > 0 || target.startsWith('-')) usage('pnpm backup <file>');
const { dataDir } = commandSettings();
const copied = await backUp(await findDatabase(dataDir), target);
finish(copied, ({ rooms, durableOffset }) => [
  `Backed up ${rooms} documents, everything up to record ${durableOffset}, to ${target}; every byte was read back.`,
]);
