import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const vitest = fileURLToPath(new URL('node_modules/vitest/vitest.mjs', root));

/**
 * The grid of merging commands in real editors, so many cells of it, and a sixth as many random histories. It needs the
 * editors' DOM, so it runs where they have one: in the client's tests. Resolves to the line that they print.
 */
export async function mergeWords(seed: number, count: number): Promise<string> {
  const run = spawn(process.execPath, [vitest, 'run', '--project', 'client', 'recovery/merging'], {
    cwd: root,
    env: { ...process.env, VITE_GRID_SEED: String(seed), VITE_GRID_CELLS: String(count), NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [run.stdout, run.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  await once(run, 'close');
  const line = /^.*Merging grid, .*$/m.exec(output)?.[0];
  if (run.exitCode !== 0 || line === undefined) throw new Error(output);
  return line;
}
