import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request } from '@playwright/test';
import * as Y from 'yjs';
import { createAckingClient } from '../support/acking-client.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { createOwnBrowser } from '../support/own-browser.ts';
import type { Person } from '../support/person.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { waitUntil } from '../support/wait-until.ts';
import { kilobytesText, median, printTable, secondsText } from './table.ts';

const dist = new URL('../../client/dist/', import.meta.url).pathname;
const rounds = 5;
const pages = 50;

/** What a browser fetches, and how soon a person can type in a long document with no network. */
export async function measureClient(): Promise<void> {
  const relay = await startRelay();
  const browser = await createOwnBrowser(relay.url);
  try {
    const address = await writeLongDocument(relay);
    const visitor = await browser.starts();
    const library = await fetchedBy(visitor, '/', 'new-document');
    const editor = await fetchedBy(visitor, address, 'editor');
    printTable(
      ['Scripts and styles', 'gzip'],
      [
        ['shell: the library', kilobytesText(gzipBytes(library))],
        ['editor: more for a document', kilobytesText(gzipBytes(editor.difference(library)))],
      ],
    );
    await visitor.statusIs('saved');
    await visitor.canStartOffline();
    await browser.kill();
    await relay.kill();

    const shown: number[] = [];
    const typed: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const person = await browser.starts();
      const startedAt = performance.now();
      await person.opens(address);
      await person.at('editor').waitFor();
      shown.push(performance.now() - startedAt);
      await person.types(`(${round})`);
      await person.sees(`(${round})`);
      typed.push(performance.now() - startedAt);
      await person.statusIs('on-device');
      await browser.kill();
    }
    console.log();
    printTable(
      [`Cold browser, no network, ${pages} pages, median of ${rounds}`, ''],
      [
        ['address → the text is there', secondsText(median(shown))],
        ['address → a typed word is there', secondsText(median(typed))],
      ],
    );
  } finally {
    await browser.close();
    await relay.close();
  }
}

/**
 * Scripts and styles that the page asks for until this is on it, as paths under `client/dist`. What it fetches ahead
 * while nothing else happens is not part of what a person waits for.
 */
async function fetchedBy(person: Person, address: string, awaited: string): Promise<Set<string>> {
  const paths = new Set<string>();
  const note = (request: Request) => {
    if (['script', 'stylesheet'].includes(request.resourceType())) paths.add(new URL(request.url()).pathname);
  };
  person.page.on('request', note);
  await person.opens(address);
  await person.at(awaited).waitFor();
  person.page.off('request', note);
  return paths;
}

const gzipBytes = (paths: ReadonlySet<string>): number =>
  [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length, 0);

/** About 3,000 letters a page, in paragraphs of 500. */
async function writeLongDocument(relay: Relay): Promise<string> {
  const room = newDocumentId();
  const author = createAckingClient({ syncUrl: relay.syncUrl, room });
  author.connect();
  await waitUntil('the author has joined', () => author.isSynced);
  const content = author.doc.getXmlFragment('content');
  author.doc.transact(() => {
    for (let index = 0; index < pages * 6; index += 1) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(`${index}. `.padEnd(500, 'Le conseil examine la délibération proposée. '))]);
      content.push([paragraph]);
    }
  });
  await waitUntil('the document is confirmed', () => author.confirmed === author.written);
  author.close();
  return `/d/${room}`;
}
