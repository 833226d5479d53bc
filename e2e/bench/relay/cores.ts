import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** All threads of a server share this one, the load generator has the other. */
export const serverCore = 0;
export const generatorCore = 1;

type Command = readonly [string, ...string[]];

const canRun = ([program, ...options]: Command): boolean => spawnSync(program, [...options, 'true']).status === 0;
const canPin = availableParallelism() > 1 && canRun(['taskset', '-c', '0']);
const idlePriority: Command = ['chrt', '--idle', '0'];
const canIdle = canRun(idlePriority);

/** Said with the results: what was pinned, or that nothing could be. */
export const pinning = canPin
  ? `servers on core ${serverCore}, load generator on core ${generatorCore}`
  : 'nothing pinned: no taskset, or only one core';

/** The command that runs this one on one core only, where that is possible. */
export function onCore(core: number, command: Command): Command {
  return canPin ? ['taskset', '-c', String(core), ...command] : command;
}

/** The command that runs this one only while nobody else wants its core, where that is possible. */
export const inBackground = (command: Command): Command => (canIdle ? [...idlePriority, ...command] : command);
