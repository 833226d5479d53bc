import { measureClient } from './client.ts';
import { measureRelay } from './relay.ts';
import { measureStart } from './start.ts';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  start: measureStart,
  client: measureClient,
  relay: measureRelay,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`No benchmark is named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  console.log(`\n## ${name}\n`);
  await benches[name]?.();
}
