import type { Result } from '@ecritoire/shared';
import { type Config, readConfig } from '../config.ts';
import { findDatabaseFile } from '../data-folder.ts';
import { exitCodes, exitWith } from '../process-end.ts';

/** Ends the process: what was typed is not how the command is used. */
export function usage(text: string): never {
  exitWith(exitCodes.cannotStart, `Usage: ${text}`);
}

/** The settings of the relay; ends the process with every mistake in them. */
export function commandSettings(): Config {
  const settings = readConfig(process.env);
  return settings.ok ? settings.value : exitWith(exitCodes.cannotStart, ...settings.error);
}

/** The database in the data folder; ends the process when there is none. Creates nothing. */
export async function findDatabase(dataDir: string): Promise<string> {
  const file = await findDatabaseFile(dataDir);
  return file.ok ? file.value : exitWith(exitCodes.failed, file.error);
}

/** Says how it went, in sentences; the exit code of a failure is 1. */
export function finish<T>(result: Result<T, string>, sentences: (value: T) => readonly string[]): void {
  if (!result.ok) exitWith(exitCodes.failed, result.error);
  process.stdout.write(`${sentences(result.value).join('\n')}\n`);
}
