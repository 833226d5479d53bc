import { parseArgs } from 'node:util';
import { churnRooms } from './room-churn.ts';
import { simulate } from './simulate.ts';
import { outlastSlowSockets } from './slow-sockets.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string' },
    seconds: { type: 'string' },
    long: { type: 'boolean', default: false },
  },
});

const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
const durationMs = Number(values.seconds ?? 0) * 1_000 + Number(values.minutes ?? (values.seconds ? 0 : 1)) * 60_000;
if (!Number.isSafeInteger(seed) || !(durationMs > 0)) {
  console.error('Usage: pnpm sim [--seed <integer>] [--minutes <number>] [--seconds <number>] [--long]');
  process.exit(2);
}

console.log(`Simulation with seed ${seed}, ${durationMs / 1_000} s`);
try {
  console.log(await simulate({ seed, durationMs }));
  // Some minutes of their own, whatever the duration.
  if (values.long)
    for (const part of [() => churnRooms({ rooms: 500, cycles: 30 }), outlastSlowSockets]) console.log(await part());
} catch (error) {
  console.error(error);
  console.error(
    `The simulation failed. To run the same again: pnpm sim --seed ${seed} --seconds ${durationMs / 1_000}`,
  );
  process.exitCode = 1;
}
