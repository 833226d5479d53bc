import { measureClient } from './client/client.ts';
import { measureEditor } from './editor/editor.ts';
import { measureRelay } from './relay/relay.ts';
import { measureStart } from './start.ts';

const benches: Readonly<Record<string, (options: readonly string[]) => Promise<void>>> = {
  start: measureStart,
  client: measureClient,
  editor: measureEditor,
  relay: measureRelay,
};

const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith('-'));
const names = firstOption < 0 ? args : args.slice(0, firstOption);
const options = firstOption < 0 ? [] : args.slice(firstOption);
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`No benchmark is named ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
if (options.length > 0 && !['relay', 'client', 'editor'].includes(names.join())) {
  console.error(
    'Options are for one benchmark: "relay" (--case --only --rounds --quick), "client" (--case --pages --rounds --quick) or "editor" (--blocks --rounds --quick).',
  );
  process.exit(2);
}
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  console.log(`\n## ${name}\n`);
  await benches[name]?.(options);
}
