import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, countWhole } from './counts.mjs';

const reportFile = () => join(mkdtempSync(join(tmpdir(), 'ecritoire-counts-')), 'report.json');

/** A tool that writes this report and ends with this code. */
const tool = (file, report, code) => async () => {
  if (report !== undefined) writeFileSync(file, JSON.stringify(report));
  return code;
};

const vitest = (report, code) => {
  const file = reportFile();
  return countVitest(tool(file, report, code), file);
};

describe('counts', () => {
  it('[T1] a check without tests of its own counts as one', async () => {
    expect(await countWhole(async () => 0)).toEqual({ passed: 1, failed: 0 });
    expect(await countWhole(async () => 3)).toEqual({ passed: 0, failed: 1 });
  });

  it('[T2] a report is counted test by test', async () => {
    expect(await vitest({ numPassedTests: 7, numFailedTests: 2 }, 1)).toEqual({ passed: 7, failed: 2 });
    const file = reportFile();
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 } };
    expect(await countPlaywright(tool(file, report, 1), file)).toEqual({ passed: 5, failed: 2 });
  });

  it('[T3] a failure that the report does not show is still a failure', async () => {
    expect(await vitest({ numPassedTests: 7, numFailedTests: 0 }, 1)).toEqual({ passed: 7, failed: 1 });
    expect(await vitest(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  });

  it('[T3] a run that found no test failed', async () => {
    expect(await vitest({ numPassedTests: 0, numFailedTests: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
  });

  it('[T4] a report of an earlier run says nothing', async () => {
    const file = reportFile();
    writeFileSync(file, JSON.stringify({ numPassedTests: 9, numFailedTests: 0 }));
    expect(await countVitest(tool(file, undefined, 0), file)).toEqual({ passed: 0, failed: 1 });
  });
});
