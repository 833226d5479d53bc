import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildClientIfStale } from './client-build.mjs';
import { countPlaywright, countVitest, countWhole } from './counts.mjs';
import { requireCurrentNode } from './current-node.mjs';
import { runCommand } from './run-command.mjs';

requireCurrentNode();

const root = join(import.meta.dirname, '..');
const node = (file, ...args) => runCommand(process.execPath, [join(root, file), ...args], { cwd: root });
const vitestReport = join(root, '.test-output/vitest.json');
const conformanceReport = join(root, '.test-output/conformance.json');
const faultsReport = join(root, '.test-output/faults.json');
// Named in e2e/playwright.config.ts too.
const playwrightReport = join(root, '.test-output/playwright.json');

/** Every check, cheapest first. `isSlow`: not part of `--fast`. */
const steps = [
  // pnpm only warns when its implicit install fails, and would then test yesterday's packages.
  { name: 'install', run: () => countWhole(() => pnpm('install', '--frozen-lockfile')) },
  { name: 'format and lint', run: () => countWhole(() => runBin('biome', 'ci', '--error-on-warnings', '.')) },
  { name: 'types', run: () => countWhole(() => runBin('tsc', '-b')) },
  // Peers are checked at resolution only: a frozen install accepts a broken tree.
  { name: 'peers', run: () => countWhole(() => pnpm('peers', 'check')) },
  { name: 'dead code', run: () => countWhole(() => runBin('knip')) },
  { name: 'unit and contract', run: () => countVitest(runVitest, vitestReport) },
  { name: 'conformance', isSlow: true, run: () => countVitest(runConformance, conformanceReport) },
  { name: 'simulation', isSlow: true, run: () => countWhole(runSimulation) },
  { name: 'faults', isSlow: true, run: () => countVitest(runFaults, faultsReport) },
  { name: 'client build', isSlow: true, run: () => countWhole(async () => (buildClientIfStale() ? 0 : 1)) },
  { name: 'end-to-end', isSlow: true, run: () => countPlaywright(runPlaywright, playwrightReport) },
];

const vitest = (report, ...args) =>
  node(
    'node_modules/vitest/vitest.mjs',
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );

const runVitest = () => vitest(vitestReport, '--project=!conformance', '--project=!faults');
const runFaults = () => vitest(faultsReport, '--project=faults', '--maxWorkers=2');
const runConformance = () => vitest(conformanceReport, '--project=conformance');

const runSimulation = () => node('e2e/simulation/main.ts', '--seconds', '15');

const runPlaywright = () =>
  runCommand(process.execPath, [join(root, 'e2e/node_modules/@playwright/test/cli.js'), 'test', ...positionals], {
    cwd: join(root, 'e2e'),
  });

const runBin = (name, ...args) => runCommand(join(root, 'node_modules/.bin', name), args, { cwd: root });

function pnpm(...args) {
  const current = process.env.npm_execpath;
  if (current === undefined || !/pnpm/.test(current)) return runCommand('npx', ['-y', 'pnpm', ...args], { cwd: root });
  if (/\.[cm]?js$/.test(current)) return runCommand(process.execPath, [current, ...args], { cwd: root });
  return runCommand(current, args, { cwd: root });
}

function chosenSteps({ fast, only }) {
  if (only === undefined) return steps.filter((step) => !(fast && step.isSlow));
  const wanted = only === 'end-to-end' ? ['client build', only] : [only];
  const chosen = steps.filter((step) => wanted.includes(step.name));
  if (chosen.length > 0) return chosen;
  console.error(`No check is named "${only}". There are: ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { fast: { type: 'boolean', default: false }, only: { type: 'string' } },
});

const total = { passed: 0, failed: 0 };
const failures = [];
for (const step of chosenSteps(values)) {
  console.log(`\n── ${step.name}`);
  const startedAt = performance.now();
  const { passed, failed } = await step.run();
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failures.push(step.name);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`── ${step.name}: ${failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
}

process.exitCode = total.failed === 0 ? 0 : 1;
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
