import * as Y from 'yjs';
import { findTextblock, objectCharacter, offsetOf, textAt, textOf } from './live-block.ts';
import { type Place, textEnd, textStart, writeMark, writeRestored } from './recovered-entries.ts';
import { type RecoveredPiece, readPieces } from './recovered-words.ts';

/**
 * The Yjs origin of putting back and discarding. An undo manager that tracks it, and has the root `recovered` in its
 * scope, takes the words and their mark back together.
 */
export const recoveryOrigin = Symbol('recovered words');

/**
 * Puts open words back: where they stood when their block is alive under its id, else into paragraphs of their own at
 * the end. One local change, in which they are also marked as restored. What is not open is left alone.
 */
export function putBack(doc: Y.Doc, keys: Iterable<string>): void {
  putBackPieces(doc, openPieces(doc, keys));
}

/** The same for pieces that have just been read. */
export function putBackPieces(doc: Y.Doc, pieces: readonly RecoveredPiece[]): void {
  if (pieces.length > 0) doc.transact(() => insertPieces(doc, pieces), recoveryOrigin);
}

/** Says of open words that they are not needed. An ordinary local change too. */
export function discard(doc: Y.Doc, keys: Iterable<string>): void {
  const pieces = openPieces(doc, keys);
  if (pieces.length === 0) return;
  doc.transact(() => {
    for (const { runs } of pieces) for (const run of runs) writeMark(doc, run, 'discarded');
  }, recoveryOrigin);
}

function openPieces(doc: Y.Doc, keys: Iterable<string>): RecoveredPiece[] {
  const wanted = new Set(keys);
  return readPieces(doc).filter(({ key, state }) => state === 'open' && wanted.has(key));
}

/** Whether the words' own block is there to take them. */
export const hasLiveBlock = (doc: Y.Doc, { blockId }: RecoveredPiece): boolean =>
  blockId !== undefined && findTextblock(doc.getXmlFragment('content'), blockId) !== undefined;

function insertPieces(doc: Y.Doc, pieces: readonly RecoveredPiece[]): void {
  for (const group of Map.groupBy(pieces, ({ blockId }) => blockId).values()) {
    const content = doc.getXmlFragment('content');
    const blockId = group[0]?.blockId;
    const block = blockId === undefined ? undefined : findTextblock(content, blockId);
    if (block === undefined) insertAtEnd(content, group);
    else insertIntoBlock(block, group);
  }
}

/** All places are found in the text as it is before any insertion; from the last on, none moves another. */
function insertIntoBlock(block: Y.XmlElement, pieces: readonly RecoveredPiece[]): void {
  const text = textOf(block);
  const placed = pieces.map((piece) => ({
    piece,
    offset: offsetBeside(block, piece) ?? (piece.place ? findOffset(text, piece.place) : text.length),
  }));
  placed.sort((a, b) => a.offset - b.offset);
  for (const { piece, offset } of placed.reverse()) insertPiece(piece, ...textAt(block, offset));
}

/** Next to the words of the same place that are back already. */
function offsetBeside(block: Y.XmlElement, { leftNeighbour, rightNeighbour }: RecoveredPiece): number | undefined {
  const left = leftNeighbour && offsetOf(block, leftNeighbour);
  return left === undefined ? rightNeighbour && offsetOf(block, rightNeighbour) : left + 1;
}

function insertAtEnd(content: Y.XmlFragment, pieces: readonly RecoveredPiece[]): void {
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  content.insert(content.length, [paragraph]);
  paragraph.insert(0, [text]);
  for (const piece of pieces) insertPiece(piece, text, text.length);
}

function insertPiece({ runs }: RecoveredPiece, text: Y.XmlText, offset: number): void {
  const { doc } = text;
  if (doc === null) return;
  let index = offset;
  for (const run of runs) {
    const before = Y.getState(doc.store, doc.clientID);
    if (run.embed !== undefined && run.text === objectCharacter) text.insertEmbed(index, run.embed);
    else text.insert(index, run.text);
    writeRestored(doc, run, firstUnitSince(doc, before));
    index += run.length;
  }
}

/** Yjs may have written formats around the text. */
function firstUnitSince(doc: Y.Doc, clock: number): number {
  const structs = doc.store.clients.get(doc.clientID) ?? [];
  for (const struct of structs.slice(Y.findIndexSS(structs, clock)))
    if (struct instanceof Y.Item && struct.countable) return Math.max(clock, struct.id.clock);
  return clock;
}

/** Where in a text that went on changing a place is now: the neighbours that fit best, nearest to the offset. */
export function findOffset(text: string, { offset, before, after }: Place): number {
  const bounded = textStart + text + textEnd;
  let best = Math.min(offset, text.length);
  let bestFit = fitAt(bounded, best + 1, before, after);
  for (let at = 0; at <= text.length; at += 1) {
    const fit = fitAt(bounded, at + 1, before, after);
    if (fit < bestFit || (fit === bestFit && Math.abs(at - offset) >= Math.abs(best - offset))) continue;
    best = at;
    bestFit = fit;
  }
  return best;
}

function fitAt(text: string, at: number, before: string, after: string): number {
  let left = 0;
  while (left < before.length && left < at && text[at - 1 - left] === before.at(-1 - left)) left += 1;
  let right = 0;
  while (right < after.length && at + right < text.length && text[at + right] === after[right]) right += 1;
  return left + right;
}
