import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** The most resident memory that the page's process ever had: of the largest page process of the browser. Linux only. */
export async function readPeakMemory(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const peaks = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakOf(id));
  return Math.max(...peaks);
}

function peakOf(pid: number): number {
  const kibibytes = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kibibytes === undefined) throw new Error('The system does not say how much memory a process had');
  return Number(kibibytes) * 1_024;
}
