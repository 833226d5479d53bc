import { type DocumentId, documentIdFromBytes } from '@ecritoire/shared';
import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { createRandom, type Random } from '../../support/random.ts';

/** Some of the words that French and English administrations write with; endings and numbers make many of each. */
const nouns = {
  fr: 'réunion budget comité commune arrêté délibération école marché projet règlement service agent dossier séance travail salle quai chantier subvention convention rapport contrat décision maire conseil habitant voirie éclairage collège logement'.split(
    ' ',
  ),
  en: 'meeting budget committee council decision school contract project regulation service officer file session work room quay site grant agreement report policy mayor resident road lighting housing inspection permit hearing harbour'.split(
    ' ',
  ),
};
const frames = {
  fr: [
    'Le # de la # est présenté au # par le #',
    'Les #s du # sont examinés avec le # et la #',
    'Une # a été demandée pour le # dans le cadre du #',
    'Il est proposé que le # soit confié au # avant la #',
  ],
  en: [
    'The # of the # was presented to the # by the #',
    'All #s of the # are examined with the # and the #',
    'A # has been requested for the # as part of the #',
    'It is proposed that the # be given to the # before the #',
  ],
};

/** A page of text is 3,000 letters. */
const lettersPerPage = 3_000;
const lettersPerBlock = 375;

export interface WrittenLibrary {
  readonly ids: readonly DocumentId[];
  /** Everything that has to be in IndexedDB: name of the database, and its one row. */
  readonly databases: readonly (readonly [name: string, row: Uint8Array])[];
  /** How many of the documents have a word, or its plural with s. */
  countWith(word: string): number;
}

/** As many documents of one to five pages, half French and half English; the same for the same seed. */
export function writeLibrary(count: number, seed: number): WrittenLibrary {
  const random = createRandom(seed);
  const list = new Y.Doc();
  list.clientID = 1;
  const entries = list.getMap<string | number>('documents');
  const databases: [string, Uint8Array][] = [];
  const ids: DocumentId[] = [];
  const texts: string[] = [];
  list.transact(() => {
    for (let number = 0; number < count; number += 1) {
      const id = documentIdFromBytes(Uint8Array.from({ length: 16 }, () => random.below(256)));
      const language = random.pick(['fr', 'en'] as const);
      const title = `${sentenceIn(language, random).slice(0, 40)} ${number}`;
      ids.push(id);
      const blocks = writeBlocks(language, random);
      texts.push([title, ...blocks].join('\n'));
      databases.push([id, toUpdate(language, title, blocks, 1 + random.below(1_000_000))]);
      const time = Date.UTC(2026, 0, 1) + number * 3_600_000;
      for (const [field, value] of Object.entries({ added: time, changedAt: time, title }))
        entries.set(`${id}/${field}`, value);
    }
  });
  return {
    ids,
    databases: [...databases, ['ecritoire-library', Y.encodeStateAsUpdate(list)]],
    countWith: (word) => texts.filter((text) => new RegExp(`\\b${word}s?\\b`, 'i').test(text)).length,
  };
}

function writeBlocks(language: 'fr' | 'en', random: Random): string[] {
  const blocks: string[] = [];
  const letters = lettersPerPage * (1 + random.below(5));
  for (let written = 0; written < letters; written += lettersPerBlock) {
    let text = '';
    while (text.length < lettersPerBlock) text += `${sentenceIn(language, random)}. `;
    blocks.push(text);
  }
  return blocks;
}

function toUpdate(language: 'fr' | 'en', title: string, blocks: readonly string[], author: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = author;
  doc.transact(() => {
    doc.getText('title').insert(0, title);
    doc.getMap('meta').set('language', language);
    for (const text of blocks) {
      const block = new Y.XmlElement('paragraph');
      block.insert(0, [new Y.XmlText(text)]);
      doc.getXmlFragment('content').push([block]);
    }
  });
  return Y.encodeStateAsUpdate(doc);
}

/** Names and numbers of files are met once or twice: a real library has many such words. */
const sentenceIn = (language: 'fr' | 'en', random: Random): string =>
  random
    .pick(frames[language])
    .replaceAll('#', () =>
      random.below(8) === 0
        ? `${random.pick(nouns[language])} ${random.below(36 ** 3).toString(36)}`
        : random.pick(nouns[language]),
    );

/** Puts a library on the device that a page of the site shows, which must not run the program. */
export async function putOnDevice(page: Page, { databases }: WrittenLibrary): Promise<void> {
  const atOnce = 100;
  for (let from = 0; from < databases.length; from += atOnce) {
    const some = databases.slice(from, from + atOnce).map(([name, row]) => [name, row.toBase64()] as const);
    await page.evaluate(async (stored) => {
      const ended = (request: IDBOpenDBRequest | IDBTransaction) =>
        new Promise<void>((resolve, reject) => {
          request.addEventListener('success', () => resolve());
          request.addEventListener('complete', () => resolve());
          request.addEventListener('error', () => reject(request.error));
        });
      for (const [name, row] of stored) {
        const opening = indexedDB.open(name, 1);
        opening.addEventListener('upgradeneeded', () => {
          opening.result.createObjectStore('updates', { autoIncrement: true });
          opening.result.createObjectStore('custom');
        });
        await ended(opening);
        const writing = opening.result.transaction('updates', 'readwrite');
        writing.objectStore('updates').add(Uint8Array.fromBase64(row));
        await ended(writing);
        opening.result.close();
      }
    }, some);
  }
}
