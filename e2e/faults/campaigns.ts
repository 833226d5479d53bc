import { mergeWords } from '../simulation/merge-words.ts';
import { repeatBrowserTest } from '../simulation/repeat-browser-test.ts';
import { createRandom, type Random } from '../support/random.ts';
import { drillBackup } from './backup-drill.ts';
import { chooseFlips, describeFlip, judge } from './damage.ts';
import { failDisk } from './disk-failure.ts';
import { killCompactions } from './kill-compaction.ts';
import { killUnderLoad } from './kill-under-load.ts';
import { createOldFolder } from './old-folder.ts';
import { stopUnderLoad } from './orderly-stop.ts';
import { cutPower, notDurable } from './power-cut.ts';
import { tearLog } from './torn-log.ts';

/** The long form of the fault tests: so many times what a test does a few times. Throws on the first broken promise. */
export interface Campaign {
  readonly defaultCount: number;
  /** Resolves to one line that says what was done. */
  run(seed: number, count: number): Promise<string>;
}

export const campaigns: Readonly<Record<string, Campaign>> = {
  kills: { defaultCount: 100, run: killOften },
  'power-cut': { defaultCount: 240, run: cutPowerOften },
  'torn-log': { defaultCount: 1_000, run: tearLogEverywhere },
  damage: { defaultCount: 150, run: damageOften },
  'disk-failure': { defaultCount: 30, run: (seed, count) => repeat(seed, count, failDiskOnce) },
  stops: { defaultCount: 30, run: (seed, count) => repeat(seed, count, stopOnce) },
  'browser-kills': { defaultCount: 50, run: (seed, count) => repeatBrowserTest('killed-browser', seed, count) },
  'device-compaction': { defaultCount: 200, run: (seed, count) => repeatBrowserTest('compaction-loses', seed, count) },
  words: { defaultCount: 500, run: mergeWords },
  backup: { defaultCount: 10, run: (seed, count) => repeat(seed, count, () => drillBackup()) },
};

// A compaction takes some seconds to come.
const compactionShare = 0.2;

async function killOften(seed: number, kills: number): Promise<string> {
  const underLoad = await killUnderLoad({ seed, kills });
  const compactions = await killCompactions({ seed, kills: Math.ceil(kills * compactionShare) });
  return `under load: ${underLoad}; in compactions: ${compactions}`;
}

async function cutPowerOften(seed: number, points: number): Promise<string> {
  const { failures, ...counts } = await cutPower({ seed, points, recordMs: 3_000 });
  if (failures.length > 0) throw new Error(failures.join('\n'));
  const broken = await cutPower({ seed, points: Math.ceil(points / 4), recordMs: 3_000, environment: notDurable });
  if (broken.failures.length === 0) throw new Error('A relay that is not durable went unnoticed');
  return `${JSON.stringify(counts)}; not durable: ${broken.failures.length} of ${broken.points} cuts lose`;
}

async function tearLogEverywhere(seed: number, count: number): Promise<string> {
  const old = await createOldFolder();
  const done = await tearLog(old, createRandom(seed), count).finally(old.close);
  return `${done} tears, and everything before them was there`;
}

async function damageOften(seed: number, count: number): Promise<string> {
  const random = createRandom(seed);
  const verdicts: Record<string, number> = {};
  const old = await createOldFolder();
  try {
    for (let done = 0; done < count; ) {
      for (const flip of chooseFlips(old, random)) {
        const verdict = await judge(old, flip).catch((error: unknown) => {
          throw new Error(describeFlip(flip), { cause: error });
        });
        verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
        done += 1;
      }
    }
  } finally {
    old.close();
  }
  return JSON.stringify(verdicts);
}

async function repeat(seed: number, count: number, once: (random: Random) => Promise<unknown>): Promise<string> {
  const random = createRandom(seed);
  for (let done = 0; done < count; done += 1) await once(random);
  return `${count} times as promised`;
}

const faults = ['fsync,fdatasync:error=EIO', 'pwrite64:error=EIO', 'pwrite64:error=ENOSPC'] as const;

async function failDiskOnce(random: Random): Promise<void> {
  const fault = `${random.pick(faults)}:when=${12 + random.below(300)}${random.pick(['', '+'])}`;
  const report = await failDisk(`--inject=${fault}`);
  if (report.exitCode !== 1 || report.complaintWithoutPower !== undefined)
    throw new Error(`${fault}: ${JSON.stringify(report)}`);
}

async function stopOnce(random: Random): Promise<void> {
  const report = await stopUnderLoad(random);
  if (report.exitCode !== 0 || report.closeCodes.some((code) => code !== 1001)) throw new Error(JSON.stringify(report));
}
