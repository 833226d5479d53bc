import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string' },
    seconds: { type: 'string' },
  },
});

const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
const durationMs = Number(values.seconds ?? 0) * 1_000 + Number(values.minutes ?? (values.seconds ? 0 : 1)) * 60_000;
if (!Number.isSafeInteger(seed) || !(durationMs > 0)) {
  console.error('Usage: pnpm sim [--seed <integer>] [--minutes <number>] [--seconds <number>]');
  process.exit(2);
}

console.log(`Simulation with seed ${seed}, ${durationMs / 1_000} s`);
try {
  console.log(await simulate({ seed, durationMs }));
} catch (error) {
  console.error(error);
  console.error(
    `The simulation failed. To run the same again: pnpm sim --seed ${seed} --seconds ${durationMs / 1_000}`,
  );
  process.exitCode = 1;
}
