import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { addRows } from '../../../support/device-storage.ts';
import { newDocumentId } from '../../../support/new-document-id.ts';
import { createOwnBrowser, type OwnBrowser } from '../../../support/own-browser.ts';
import { startRelay } from '../../../support/relay.ts';
import { median, millisecondsText, percentile, printTable, secondsText } from '../../table.ts';
import type { ClientBench } from '../bench.ts';

const documentsPerFolder = 50;

interface Look {
  /** From the address to the first document of the list. */
  readonly listedMs: number;
  /** Between two frames, while the list is scrolled from its beginning to its end. */
  readonly frameMs: readonly number[];
  /** The same of the same lines as a plain page: no program, no parts that are left out while they are not in view. */
  readonly peerFrameMs: readonly number[];
}

/** How soon the list of many documents is there in a browser just started, with no network, and how it scrolls. */
export async function measureLibrary({ rounds, isQuick }: ClientBench): Promise<void> {
  const rows: string[][] = [];
  for (const count of isQuick ? [20, 200] : [20, 500, 2_000]) {
    const relay = await startRelay();
    const browser = await createOwnBrowser(relay.url);
    try {
      const visitor = await browser.starts();
      await visitor.createsDocument();
      await visitor.canStartOffline();
      // A page of the site without the program in it.
      await visitor.opens('/healthz');
      await addRows(visitor.page, 'ecritoire-library', [writeList(count)]);
      await browser.kill();
      await relay.kill();
      const looks: Look[] = [];
      for (let round = 0; round < rounds; round += 1) looks.push(await look(browser));
      rows.push(rowOf(count, looks));
    } finally {
      await browser.close();
      await relay.close();
    }
  }
  printTable(
    [
      `Cold browser, median of ${rounds}`,
      'address → first document',
      'frame p50',
      'frame p99',
      'frames over 25 ms',
      'the same of a plain page',
    ],
    rows,
  );
}

/** The rows of a library whose documents are in folders, all but the first of them. */
function writeList(count: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    const put = (map: string, id: string, fields: Readonly<Record<string, string | number>>) => {
      for (const [field, value] of Object.entries(fields)) doc.getMap(map).set(`${id}/${field}`, value);
    };
    let folder = '';
    for (let number = 0; number < count; number += 1) {
      const at = 1_790_000_000_000 + number * 60_000;
      put('documents', newDocumentId(), {
        added: at,
        changedAt: at,
        openedAt: at,
        title: `Note ${number} du comité de pilotage`,
        excerpt: 'Le conseil examine la délibération proposée, et demande un rapport. '.repeat(2),
        folder,
      });
      if (number % documentsPerFolder > 0) continue;
      folder = newDocumentId();
      put('folders', folder, { created: at, name: `Dossier ${number / documentsPerFolder}`, parent: '' });
    }
  });
  return Y.encodeStateAsUpdate(doc);
}

async function look(browser: OwnBrowser): Promise<Look> {
  const { page, at, opens } = await browser.starts();
  await opens('/');
  await at('document-link').first().waitFor();
  const listedMs = await page.evaluate(() => performance.now());
  const frameMs = await scrollThrough(page);
  const peer = await page.context().newPage();
  await peer.setContent(await readAsPlainPage(page));
  const peerFrameMs = await scrollThrough(peer);
  await browser.kill();
  return { listedMs, frameMs, peerFrameMs };
}

/** What the page shows, and its styles, as one document without scripts. */
const readAsPlainPage = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const styles = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText));
    const content = document.querySelector('main')?.cloneNode(true);
    if (!(content instanceof Element)) throw new Error('The page has no list');
    for (const stretch of content.querySelectorAll('.documents__stretch')) stretch.replaceWith(...stretch.childNodes);
    return `<!doctype html><style>${styles.join('\n')}</style><body>${content.outerHTML}`;
  });

/** Scrolls by so much with every frame as a quick wheel does, until nothing more comes. */
const scrollThrough = (page: Page): Promise<number[]> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const frameMs: number[] = [];
        let before = performance.now();
        let standing = 0;
        const step = (now: number) => {
          frameMs.push(now - before);
          before = now;
          const from = scrollY;
          scrollBy(0, 120);
          standing = scrollY === from ? standing + 1 : 0;
          if (standing < 20) requestAnimationFrame(step);
          else resolve(frameMs.slice(1, -20));
        };
        requestAnimationFrame(step);
      }),
  );

function rowOf(count: number, looks: readonly Look[]): string[] {
  const frames = looks.flatMap(({ frameMs }) => frameMs);
  return [
    `${count} documents`,
    secondsText(median(looks.map(({ listedMs }) => listedMs))),
    millisecondsText(percentile(frames, 50)),
    millisecondsText(percentile(frames, 99)),
    lateText(frames),
    lateText(looks.flatMap(({ peerFrameMs }) => peerFrameMs)),
  ];
}

function lateText(frameMs: readonly number[]): string {
  const late = frameMs.filter((ms) => ms > 25).length;
  return `${late} of ${frameMs.length}, ${((late / frameMs.length) * 100).toFixed(1)} %`;
}
