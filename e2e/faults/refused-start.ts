import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RefusedStart, tryStartRelay } from '../support/relay.ts';
import { tracing } from './recording.ts';

/** How the first start of a relay ends with this fault of its folder, given as strace arguments. Throws when it starts. */
export async function refusedStart(faultOf: (dataDir: string) => readonly string[]): Promise<RefusedStart> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecritoire-refused-'));
  try {
    const tracer = [...tracing(), '--output=/dev/null', '--trace=pwrite64,fsync,fdatasync', ...faultOf(dataDir)];
    const started = await tryStartRelay({ dataDir, tracer });
    if (!started.ok) return started.error;
    await started.value.close();
    throw new Error('The relay started all the same');
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
