import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder with a built client. */
export interface ClientBuild {
  readonly folder: string;
  /** What its settings show. */
  readonly version: string;
}

const client = new URL('../../client/', import.meta.url).pathname;
const configs = {
  'newer-version': new URL('newer-version.config.ts', import.meta.url).pathname,
  'newer-format': new URL('newer-format.config.ts', import.meta.url).pathname,
};
const stampName = '.made-from';

const { version } = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'));

/** The build that is being tested. */
export const presentBuild: ClientBuild = { folder: join(client, 'dist'), version };

/**
 * The same sources as a later version: every script that is not a library has another name. `newer-format`: it also keeps
 * documents on the device in a later format. Made once, then kept.
 */
export function makeNewerBuild(kind: keyof typeof configs = 'newer-version'): ClientBuild {
  const config = configs[kind];
  const folder = join(client, `node_modules/.${kind}-dist`);
  const stamp = [join(presentBuild.folder, '.content-hash'), ...Object.values(configs)]
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
  const build = { folder, version: '99.0.0' };
  if (existsSync(join(folder, stampName)) && readFileSync(join(folder, stampName), 'utf8') === stamp) return build;
  const building = `${folder}-${process.pid}`;
  const made = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--config', config, '--outDir', building, '--emptyOutDir'],
    // The test runner calls everything a test; a build is one for production.
    { cwd: client, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (made.status !== 0) throw new Error(`The newer version could not be built:\n${made.stdout}${made.stderr}`);
  writeFileSync(join(building, stampName), stamp);
  rmSync(folder, { recursive: true, force: true });
  renameSync(building, folder);
  return build;
}

/** The path of the build's file whose name begins so, before the hash; the only one with that ending. */
export function pathOfAsset({ folder }: ClientBuild, name: string, ending: string): string {
  const found = readdirSync(join(folder, 'assets')).filter(
    (file) => file.startsWith(`${name}-`) && file.endsWith(ending),
  );
  if (found.length !== 1) throw new Error(`${found.length} files are named ${name}-…${ending} in ${folder}`);
  return `/assets/${found[0]}`;
}
