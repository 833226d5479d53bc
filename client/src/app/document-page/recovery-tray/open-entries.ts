import type * as Y from 'yjs';
import { findTextblock, objectCharacter, textOf } from '../../../document/recovery/live-block.ts';
import {
  type RecoveredWords,
  readRecoveredWords,
  watchRecoveredWords,
} from '../../../document/recovery/recovered-words.ts';

/** What one person lost in one paragraph, and what can be said about it. */
export interface OpenEntry {
  readonly id: string;
  /** For `putBack` and `discard`. */
  readonly keys: readonly string[];
  /** In the order of the text. Several where other words stand between them. */
  readonly passages: readonly string[];
  readonly author: string | undefined;
  /** They were written on this device. */
  readonly isOwn: boolean;
  readonly blockId: string | undefined;
  /** Where in the block the first of them stood. */
  readonly offset: number;
  /** How the block begins that they go back into; `undefined` when it is gone. */
  readonly place: string | undefined;
}

/** The author's device, when it is here, puts words back by itself; before that nobody need be asked. */
const authorsTurnMs = 4_000;
/** It also says whose they are, when nobody here knows. */
const authorsNameMs = 2_500;
/** What the entries say of the text need not follow every letter typed in it. */
const followTextMs = 500;

const longestName = 40;
const longestPlace = 48;

/** Whether a Yjs client was one of this device. */
export type IsOwnClient = (client: number) => boolean;

/** Everything that waits for somebody's decision now, in the order of `readRecoveredWords`. */
function readOpenEntries(doc: Y.Doc, isOwnClient: IsOwnClient): OpenEntry[] {
  const open = readRecoveredWords(doc).filter(({ state }) => state === 'open');
  const groups = Map.groupBy(open, ({ blockId, client }) => `${blockId ?? ''}/${client}`);
  return [...groups].map(([id, words]) => toEntry(id, words, doc, isOwnClient));
}

function toEntry(id: string, words: readonly RecoveredWords[], doc: Y.Doc, isOwnClient: IsOwnClient): OpenEntry {
  const [first] = words;
  const blockId = first?.blockId;
  const block = blockId === undefined ? undefined : findTextblock(doc.getXmlFragment('content'), blockId);
  return {
    id,
    keys: words.map(({ key }) => key),
    passages: words.map(({ text }) => text.replaceAll(objectCharacter, ' ▫ ')),
    author: first?.author?.trim().slice(0, longestName) || undefined,
    isOwn: first !== undefined && isOwnClient(first.client),
    blockId,
    offset: first?.offset ?? 0,
    place: block && cutBetweenWords(textOf(block).replaceAll(objectCharacter, ' ').trim()),
  };
}

function cutBetweenWords(text: string): string {
  if (text.length <= longestPlace) return text;
  const end = text.lastIndexOf(' ', longestPlace);
  return `${text.slice(0, end > longestPlace / 2 ? end : longestPlace)}…`;
}

/**
 * Tells the listener what to offer, now and whenever it differs: what has no block to go back to as soon as it is known
 * whose it is, the rest only when its author's device has had its turn. Returns what stops it.
 */
export function followOpenEntries(
  doc: Y.Doc,
  isOwnClient: IsOwnClient,
  changed: (entries: readonly OpenEntry[]) => void,
): () => void {
  const seenAtMsById = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAnyOpen = false;

  const look = () => {
    clearTimeout(timer);
    timer = undefined;
    const nowMs = Date.now();
    const entries = readOpenEntries(doc, isOwnClient);
    const waitMs = ({ id, place, author, isOwn }: OpenEntry) => {
      const seenAtMs = seenAtMsById.get(id) ?? nowMs;
      seenAtMsById.set(id, seenAtMs);
      const turnMs = place !== undefined ? authorsTurnMs : author === undefined && !isOwn ? authorsNameMs : 0;
      return Math.max(0, seenAtMs + turnMs - nowMs);
    };
    const waits = entries.map(waitMs);
    isAnyOpen = entries.length > 0;
    const nextMs = Math.min(...waits.filter((ms) => ms > 0));
    if (Number.isFinite(nextMs)) timer = setTimeout(look, nextMs);
    changed(entries.filter((_, index) => waits[index] === 0));
  };
  const lookSoon = () => {
    if (isAnyOpen) timer ??= setTimeout(look, followTextMs);
  };
  const stopWatching = watchRecoveredWords(doc, look);
  doc.on('update', lookSoon);
  look();
  return () => {
    clearTimeout(timer);
    stopWatching();
    doc.off('update', lookSoon);
  };
}
