import { existsSync, readFileSync, rmSync } from 'node:fs';

/** What a check proved: tests that passed and tests that did not. */

/** A check without tests of its own is one. */
export async function countWhole(run) {
  const code = await run();
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Reads Vitest's JSON report at `file`. */
export const countVitest = (run, file) =>
  countReported(run, file, (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));

/** Reads Playwright's JSON report at `file`. */
export const countPlaywright = (run, file) =>
  countReported(run, file, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));

async function countReported(run, file, toCounts) {
  // Yesterday's report must not speak for a run that died before writing its own.
  rmSync(file, { force: true });
  const code = await run();
  const counts = existsSync(file) ? toCounts(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
  // A file that does not load, or an error outside a test, shows in the exit code only.
  const isUncountedFailure = (code !== 0 || counts.passed === 0) && counts.failed === 0;
  return isUncountedFailure ? { ...counts, failed: 1 } : counts;
}
