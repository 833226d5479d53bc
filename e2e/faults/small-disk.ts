import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tracing } from './recording.ts';

/** A folder that becomes full. */
export interface SmallDisk {
  readonly folder: string;
  /** How to run a relay on it. */
  readonly tracer: readonly string[];
  /** Makes room again. */
  free(): void;
  close(): Promise<void>;
}

// Between 1 and 3 MiB are there for documents, depending on how the write-ahead log goes.
const sizeMiB = 3;
const roomyMiB = 64;

/** A small disk of memory, where the system lets us mount one; elsewhere an ordinary folder whose writes fail in time. */
export async function createSmallDisk(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'ecritoire-small-disk-'));
  if (run('mount', '-t', 'tmpfs', '-o', `size=${sizeMiB}m`, 'tmpfs', folder)) return mountedDisk(folder);
  let tracer = [...tracing(), '--output=/dev/null', '--seccomp-bpf', '--inject=pwrite64:error=ENOSPC:when=300+'];
  return {
    folder,
    get tracer() {
      return tracer;
    },
    free() {
      tracer = [];
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function mountedDisk(folder: string): SmallDisk {
  // A test that is cut short must leave no mount behind.
  const unmount = () => run('umount', folder);
  process.once('exit', unmount);
  return {
    folder,
    tracer: [],
    free() {
      if (!run('mount', '-o', `remount,size=${roomyMiB}m`, folder)) throw new Error(`${folder} cannot be made larger`);
    },
    async close() {
      process.off('exit', unmount);
      if (!unmount()) throw new Error(`${folder} is still mounted`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const run = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;
