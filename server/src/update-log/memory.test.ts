import { createMemoryLog } from './memory.ts';
import { describeUpdateLog } from './update-log.contract.ts';

let places = 0;

describeUpdateLog('memory', async () => {
  places += 1;
  const log = createMemoryLog(`memory-${places}`);
  return { open: async () => log, reopen: async () => log.reopened() };
});
