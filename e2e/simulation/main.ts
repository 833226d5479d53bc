import { parseArgs } from 'node:util';
import { campaigns } from '../faults/campaigns.ts';
import { churnRooms } from './room-churn.ts';
import { simulate } from './simulate.ts';
import { outlastSlowSockets } from './slow-sockets.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string' },
    seconds: { type: 'string' },
    long: { type: 'boolean', default: false },
    count: { type: 'string' },
  },
});

const [campaignName, ...rest] = positionals;
const campaign = campaigns[campaignName ?? ''];
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
const durationMs = Number(values.seconds ?? 0) * 1_000 + Number(values.minutes ?? (values.seconds ? 0 : 1)) * 60_000;
const count = Number(values.count ?? campaign?.defaultCount ?? 1);
const isKnown = campaignName === undefined || campaign !== undefined;
if (!isKnown || rest.length > 0 || !Number.isSafeInteger(seed) || !(durationMs > 0) || !(count > 0)) {
  console.error('Usage: pnpm sim [--seed <integer>] [--minutes <number>] [--seconds <number>] [--long]');
  console.error(`       pnpm sim ${Object.keys(campaigns).join('|')} [--seed <integer>] [--count <integer>]`);
  process.exit(2);
}

const again = campaign
  ? `${campaignName} --seed ${seed} --count ${count}`
  : `--seed ${seed} --seconds ${durationMs / 1_000}`;
console.log(`Simulation: ${again}`);
try {
  console.log(await (campaign ? campaign.run(seed, count) : simulate({ seed, durationMs })));
  // Some minutes of their own, whatever the duration.
  if (values.long)
    for (const part of [() => churnRooms({ rooms: 500, cycles: 30 }), outlastSlowSockets]) console.log(await part());
} catch (error) {
  console.error(error);
  console.error(`The simulation failed. To run the same again: pnpm sim ${again}`);
  process.exitCode = 1;
}
