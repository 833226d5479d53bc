import * as Y from 'yjs';
import { type AckingClient, createAckingClient } from '../../support/acking-client.ts';
import { newDocumentId } from '../../support/new-document-id.ts';
import type { Relay } from '../../support/relay.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** A document on the relay, and somebody elsewhere who has it open. */
export interface WrittenDocument {
  readonly room: string;
  readonly blockCount: number;
  /** Types a letter's worth at the beginning of a paragraph a quarter into the text; returns when, as `Date.now` counts. */
  type(letters: string): number;
  close(): void;
}

const blocksPerHeading = 8;
const lettersPerBlock = 375;
const blocksPerTransaction = 100;

/** The same headings and paragraphs in the form of either editor. */
export const writeForOurs = (relay: Relay, blockCount: number): Promise<WrittenDocument> =>
  write(relay, blockCount, (doc) => ({ list: doc.getXmlFragment('content'), toBlock: (block) => block }));

export const writeForBlockNote = (relay: Relay, blockCount: number): Promise<WrittenDocument> =>
  write(relay, blockCount, (doc) => {
    const list = new Y.XmlElement('blockGroup');
    doc.getXmlFragment('blocknote').push([list]);
    const toBlock = (block: Y.XmlElement, index: number) => {
      for (const name of ['backgroundColor', 'textColor']) block.setAttribute(name, 'default');
      block.setAttribute('textAlignment', 'left');
      const container = new Y.XmlElement('blockContainer');
      container.setAttribute('id', `block-${index}`);
      container.insert(0, [block]);
      return container;
    };
    return { list, toBlock };
  });

interface Form {
  readonly list: Y.XmlFragment;
  readonly toBlock: (block: Y.XmlElement, index: number) => Y.XmlElement;
}

async function write(relay: Relay, blockCount: number, formOf: (doc: Y.Doc) => Form): Promise<WrittenDocument> {
  const room = newDocumentId();
  const author = createAckingClient({ syncUrl: relay.syncUrl, room });
  author.connect();
  await waitUntil('the author has joined', () => author.isSynced);
  const texts: Y.XmlText[] = [];
  const { list, toBlock } = formOf(author.doc);
  for (let from = 0; from < blockCount; from += blocksPerTransaction) {
    author.doc.transact(() => {
      for (let index = from; index < Math.min(from + blocksPerTransaction, blockCount); index += 1) {
        const { block, text } = makeBlock(index);
        list.push([toBlock(block, index)]);
        texts.push(text);
      }
    });
  }
  await waitUntil('the document is confirmed', () => author.confirmed === author.written, 120_000);
  return { room, blockCount, type: typist(author, texts), close: author.close };
}

function typist(author: AckingClient, texts: readonly Y.XmlText[]): (letters: string) => number {
  const quarter = Math.floor(texts.length / 4);
  const text = texts[quarter - (quarter % blocksPerHeading) + 1];
  if (text === undefined) throw new RangeError('There are too few blocks to type in');
  return (letters) => {
    const at = performance.timeOrigin + performance.now();
    author.doc.transact(() => text.insert(0, letters));
    return at;
  };
}

/** What stands in each block of such a document, and whether it is a heading. */
export function textOfBlock(index: number): { readonly isHeading: boolean; readonly words: string } {
  const isHeading = index % blocksPerHeading === 0;
  const length = isHeading ? 40 : lettersPerBlock;
  return { isHeading, words: `${index + 1} `.padEnd(length, 'Le conseil examine la délibération proposée. ') };
}

function makeBlock(index: number): { readonly block: Y.XmlElement; readonly text: Y.XmlText } {
  const { isHeading, words } = textOfBlock(index);
  const block = new Y.XmlElement(isHeading ? 'heading' : 'paragraph');
  // Yjs' types say text, the schemas of both a number.
  if (isHeading) Reflect.apply(block.setAttribute, block, ['level', 2]);
  const text = new Y.XmlText(words);
  block.insert(0, [text]);
  return { block, text };
}
