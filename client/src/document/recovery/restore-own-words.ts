import type * as Y from 'yjs';
import { hasLiveBlock, putBackPieces } from './put-back.ts';
import { readEntries, writeAuthorName, writeMark } from './recovered-entries.ts';
import { type RecoveredPiece, readPieces } from './recovered-words.ts';

/** The origin of what the author's device says besides: it is no part of what a person may undo. */
export const authorOrigin = Symbol("the author's device");

/**
 * The turn of the author's device: puts back, in their living blocks, the open words that it wrote itself, now or in an
 * earlier session, and says whose they are. Each word has one turn: when a person has taken it back, it stays so.
 */
export function restoreOwnWords(doc: Y.Doc, isOwn: (client: number) => boolean, name: string | undefined): void {
  const own = readPieces(doc).filter(({ client }) => isOwn(client));
  nameAuthors(doc, own, name);
  const due = own.filter((piece) => piece.state === 'open' && !piece.isTried && hasLiveBlock(doc, piece));
  if (due.length === 0) return;
  doc.transact(() => {
    for (const { runs } of due) for (const run of runs) writeMark(doc, run, 'tried');
  }, authorOrigin);
  putBackPieces(doc, due);
}

function nameAuthors(doc: Y.Doc, own: readonly RecoveredPiece[], name: string | undefined): void {
  if (name === undefined || name === '') return;
  const { authorNames } = readEntries(doc);
  const unnamed = new Set(own.map(({ client }) => client).filter((client) => authorNames.get(client) !== name));
  if (unnamed.size === 0) return;
  doc.transact(() => {
    for (const client of unnamed) writeAuthorName(doc, client, name);
  }, authorOrigin);
}
