import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is compared with. They are no dependencies of the project, so they live in a folder of their own. */
const versions = {
  '@hocuspocus/extension-database': '4.7.0',
  '@hocuspocus/server': '4.7.0',
  '@y/websocket-server': '0.1.1',
  'y-protocols': '1.0.7',
  ws: '8.23.0',
  yjs: '13.6.33',
} as const;

// What these depend on is taken as it was on that day, so that a later run compares with the same.
const installedAsOf = '2026-11-20';

const folder = new URL('../../../node_modules/.cache/bench-peers/', import.meta.url).pathname;

/** The folder with all of them installed; fetched the first time. */
export function installPeers(): string {
  const wanted = JSON.stringify({ private: true, type: 'module', dependencies: versions });
  const manifest = join(folder, 'package.json');
  const isInstalled =
    existsSync(join(folder, 'installed')) && readFileSync(join(folder, 'installed'), 'utf8') === wanted;
  if (isInstalled) return folder;
  console.error('Fetching the servers to compare with (once)');
  mkdirSync(folder, { recursive: true });
  writeFileSync(manifest, wanted);
  // LevelDB comes ready built, so nothing needs to run.
  execFileSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', `--before=${installedAsOf}`],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  writeFileSync(join(folder, 'installed'), wanted);
  return folder;
}

/** As `name version`, for the report. */
export const peerVersions: readonly string[] = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
