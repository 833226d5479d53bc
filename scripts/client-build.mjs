import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const built = join(root, 'client/dist');
// Under node_modules, because it must be on the same disk and out of everybody's way.
const building = join(root, 'client/node_modules/.next-dist');
const stampName = '.content-hash';
const sourceFolders = ['client', 'shared/src'];
const sourceFiles = ['shared/package.json', 'pnpm-lock.yaml', 'tsconfig.base.json'];
const products = new Set(['node_modules', 'dist']);

/**
 * Builds the client unless what is in `client/dist` was made from exactly these sources; content decides, because a
 * checkout changes times and not text. Returns false after printing the build's own output when it failed.
 */
export function buildClientIfStale() {
  const hash = hashOfSources();
  const stamp = join(built, stampName);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--outDir', building, '--emptyOutDir'];
  const build = spawnSync(process.execPath, vite, {
    cwd: join(root, 'client'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (build.status !== 0) {
    console.error(`${build.stdout}${build.stderr}${build.error ?? ''}\nThe client could not be built.`);
    return false;
  }
  writeFileSync(join(building, stampName), hash);
  // Taken whole: a relay that runs meanwhile must not find half a client, nor a build that died a stamp.
  rmSync(built, { recursive: true, force: true });
  renameSync(building, built);
  return true;
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of [...sourceFiles, ...sourceFolders.flatMap(filesUnder)].sort()) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const inside = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return products.has(entry.name) ? [] : filesUnder(inside);
    return entry.isFile() && !entry.name.endsWith('.tsbuildinfo') ? [inside] : [];
  });
}
