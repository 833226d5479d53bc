import * as Y from 'yjs';
import { createAckingClient } from '../../support/acking-client.ts';
import { newDocumentId } from '../../support/new-document-id.ts';
import type { Person } from '../../support/person.ts';
import type { Relay } from '../../support/relay.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** A page is 3,000 letters in a heading and seven paragraphs. */
export const blocksPerPage = 8;
const lettersPerBlock = 375;

export const pagesText = (count: number): string => (count === 1 ? '1 page' : `${count} pages`);

export interface LongDocument {
  readonly room: string;
  readonly pageCount: number;
  /** All of it as one Yjs update. */
  readonly update: Uint8Array;
}

/** Writes a document page by page, and has the relay confirm it. */
export async function writeDocument(relay: Relay, pageCount: number): Promise<LongDocument> {
  const room = newDocumentId();
  const author = createAckingClient({ syncUrl: relay.syncUrl, room });
  author.connect();
  await waitUntil('the author has joined', () => author.isSynced);
  const content = author.doc.getXmlFragment('content');
  for (let page = 0; page < pageCount; page += 1) {
    author.doc.transact(() => {
      for (let block = 0; block < blocksPerPage; block += 1) content.push([makeBlock(page, block)]);
    });
  }
  await waitUntil('the document is confirmed', () => author.confirmed === author.written, 120_000);
  const update = Y.encodeStateAsUpdate(author.doc);
  author.close();
  return { room, pageCount, update };
}

function makeBlock(page: number, block: number): Y.XmlElement {
  const element = new Y.XmlElement(block === 0 ? 'heading' : 'paragraph');
  // Yjs' types say text, the editor's schema a number, and so does every document it wrote.
  if (block === 0) Reflect.apply(element.setAttribute, element, ['level', 2]);
  const text = `${page + 1}.${block} `.padEnd(lettersPerBlock, 'Le conseil examine la délibération proposée. ');
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

/** A long document on a busy machine takes its time. */
export const untilSaved = ({ page }: Person): Promise<void> =>
  page.locator('[data-testid=sync-status][data-state=saved]').waitFor({ timeout: 120_000 });
