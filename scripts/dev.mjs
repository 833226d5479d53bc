import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { requireCurrentNode } from './current-node.mjs';

requireCurrentNode();

const root = join(import.meta.dirname, '..');
const settleMs = 150;
let isEnding = false;

const vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js'], {
  cwd: join(root, 'client'),
  stdio: 'inherit',
});
let relay = startRelay();

function startRelay() {
  const started = spawn(process.execPath, ['server/src/main.ts'], { cwd: root, stdio: 'inherit' });
  started.on('exit', (code) => {
    if (code && !isEnding) console.error('The relay ended; it starts again when its sources change.');
  });
  return started;
}

// Not `node --watch`: it sends messages of its own through the ports of worker threads, which the relay's are not made for.
let timer;
for (const folder of ['server/src', 'shared/src']) {
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(restartRelay, settleMs);
  });
}

function restartRelay() {
  const again = () => {
    if (!isEnding) relay = startRelay();
  };
  if (hasEnded(relay)) return again();
  relay.once('exit', again);
  relay.kill('SIGTERM');
}

const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

async function endAll(code) {
  if (isEnding) return;
  isEnding = true;
  const running = [relay, vite].filter((child) => !hasEnded(child));
  const ended = running.map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(ended);
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void endAll(0));
// A relay without pages may be on its way back; without Vite there is no workshop.
vite.on('exit', (code) => void endAll(code ?? 1));
