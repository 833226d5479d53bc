import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { roundsVariable, seedVariable } from '../support/rounds.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs the end-to-end tests of one file with so many rounds. They need Playwright around them, so they run where it is.
 * Resolves to the lines in which they say what they did.
 */
export async function repeatBrowserTest(file: string, seed: number, count: number): Promise<string> {
  const run = spawn(process.execPath, ['scripts/test.mjs', '--only', 'end-to-end', file], {
    cwd: root,
    env: { ...process.env, [roundsVariable]: String(count), [seedVariable]: String(seed), NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [run.stdout, run.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  await once(run, 'close');
  const lines = output.match(/^.*\brounds, seed .*$/gm);
  if (run.exitCode !== 0 || lines === null) throw new Error(output);
  return lines.join('; ');
}
