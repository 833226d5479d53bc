import { describe, expect, it } from 'vitest';
import { isStraceLeftOut } from '../support/find-strace.ts';
import { createRandom } from '../support/random.ts';
import { failCheckpoints, failDisk } from './disk-failure.ts';
import { fillDisk } from './full-disk.ts';
import { refusedStart } from './refused-start.ts';
import { seedOf } from './seed.ts';
import { workDuringSlowFlushes } from './slow-flush.ts';

const oneLine = /^Écritoire: The disk failed, [^\n]+\n$/;

// Of the names in the folder. The second flush of the first commit is of names again; SQLite ignores how it ends.
const flushesOfStart = 1;

describe.skipIf(isStraceLeftOut)('a disk that fails', () => {
  const random = createRandom(seedOf('disk failure'));

  it.each([
    ['the first flush of a commit fails, once', `fsync,fdatasync:error=EIO:when=${1 + flushesOfStart}`],
    ['a later flush fails, once', `fsync,fdatasync:error=EIO:when=${3 + flushesOfStart + random.below(40)}`],
    ['a write fails, and every later one', `pwrite64:error=EIO:when=${12 + random.below(80)}+`],
    ['there is no room for a write', `pwrite64:error=ENOSPC:when=${12 + random.below(80)}+`],
  ])(
    '[A5] [L4] %s: no acknowledgement after it, 1011, one line, exit 1, and nothing is missing (%s)',
    async (_, fault) => {
      const report = await failDisk(`--inject=${fault}`);
      expect(report.exitCode).toBe(1);
      expect(report.output.stderr).toMatch(oneLine);
      expect(report.closeCodes.filter((code) => code !== 1011)).toEqual([]);
      expect(report.complaintWithoutPower).toBeUndefined();
    },
  );

  it.each([
    ['a checkpoint is not flushed', 'fsync,fdatasync:error=EIO:when=1'],
    ['a checkpoint is not written', 'pwrite64:error=EIO:when=1+'],
  ])('[A5] [L4] %s: one line, and exit 1', async (_, fault) => {
    const { exitCode, stderr } = await failCheckpoints(`--inject=${fault}`);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(oneLine);
  });

  it.each([
    ['a write', (_: string) => ['--inject=pwrite64:error=EIO:when=1+']],
    ['the flush of names', (dataDir: string) => [`--trace-path=${dataDir}`, '--inject=fsync,fdatasync:error=EIO']],
  ])('[L4] a disk that fails in the start, %s: one line, and no relay', async (_, faultOf) => {
    const { code, stderr } = await refusedStart(faultOf);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Écritoire: The data folder [^\n]+\n$/);
  });

  it('[A5] slow flushes hold up confirmations and nothing else', async () => {
    const flushMs = 800;
    const longest = await workDuringSlowFlushes(flushMs, 3_000);
    console.log(`With flushes of ${flushMs} ms, the longest in ms: ${JSON.stringify(longest)}`);
    expect(longest.confirmationMs).toBeGreaterThan(flushMs);
    expect(longest.deliveryMs).toBeLessThan(flushMs / 2);
    expect(longest.healthMs).toBeLessThan(flushMs / 2);
  });
});

describe('a full disk', () => {
  it('[A5] no acknowledgement, 1011, one line, exit 1; with room again everything is there and taken', async () => {
    const report = await fillDisk();
    expect(report.exitCode).toBe(1);
    expect(report.output.stderr).toMatch(oneLine);
    expect(report.closeCode).toBe(1011);
    // A relay may start on a full disk, to serve what is there, or say why it does not.
    if (report.startWhileFull !== 'started') {
      expect(report.startWhileFull.code).toBe(2);
      expect(report.startWhileFull.stderr).toMatch(/^Écritoire: [^\n]+\n$/);
    }
  });
});
