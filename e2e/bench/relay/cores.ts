import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** All threads of a server share this one, the load generator has the other. */
export const serverCore = 0;
export const generatorCore = 1;

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** Said with the results: what was pinned, or that nothing could be. */
export const pinning = canPin
  ? `servers on core ${serverCore}, load generator on core ${generatorCore}`
  : 'nothing pinned: no taskset, or only one core';

/** The command that runs this one on one core only, where that is possible. */
export function onCore(core: number, command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return canPin ? ['taskset', '-c', String(core), ...command] : command;
}
