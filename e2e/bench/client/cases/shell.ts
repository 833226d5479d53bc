import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request } from '@playwright/test';
import { presentBuild } from '../../../support/builds.ts';
import { createOwnBrowser } from '../../../support/own-browser.ts';
import type { Person } from '../../../support/person.ts';
import { kilobytesText, printTable } from '../../table.ts';
import type { ClientBench } from '../bench.ts';
import { writeDocument } from '../documents.ts';

/** What a browser fetches before a person can begin. */
export async function measureShell({ relay }: ClientBench): Promise<void> {
  const browser = await createOwnBrowser(relay.url);
  try {
    const { room } = await writeDocument(relay, 1);
    const visitor = await browser.starts();
    const library = await fetchedBy(visitor, '/', 'new-document');
    const editor = await fetchedBy(visitor, `/d/${room}`, 'editor');
    printTable(
      ['Scripts and styles', 'gzip'],
      [
        ['shell: the library', kilobytesText(gzipBytes(library))],
        ['editor: more for a document', kilobytesText(gzipBytes(editor.difference(library)))],
      ],
    );
  } finally {
    await browser.close();
  }
}

/**
 * Scripts and styles that the page asks for until this is on it, as paths in the build. What it fetches ahead
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
  [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(join(presentBuild.folder, path))).length, 0);
