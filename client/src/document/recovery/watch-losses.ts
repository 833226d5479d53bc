import * as Y from 'yjs';
import { Graves } from './graves.ts';
import { type DeleteSet, IdRanges, type Range } from './id-ranges.ts';
import { hadOnlyInlineContent, isInline } from './live-block.ts';
import { ArrivedStructs, type LostContent, readLostContent, structsIn } from './lost-content.ts';
import { type LostRun, readEntries } from './recovered-entries.ts';

export interface LossWatch {
  /** Must be told of every update, and of what it deletes, right before it is applied, from wherever it comes. */
  arrives(update: Uint8Array, deleteSet: DeleteSet): void;
  stop(): void;
}

/**
 * Finds words that die although nobody deleted them. Deleting an element names, in the deleter's delete set, every item
 * that the deleter knew; what is dead and named by no delete set died only because of what was around it.
 *
 * `onLost` is called in `beforeObserverCalls` of the transaction that reveals the loss: what it writes there is part of
 * the very update that this transaction emits, so nothing that names these deletions leaves the device without it.
 */
export function watchLosses(doc: Y.Doc, onLost: (runs: readonly LostRun[]) => void): LossWatch {
  /** Every delete set ever applied, and what was deleted here. */
  const explicit = new IdRanges();
  const graves = new Graves();
  let arrivals: Uint8Array[] = [];
  let deleteSets: DeleteSet[] = [];
  let pending: Uint8Array | undefined;

  const inspect = (transaction: Y.Transaction) => {
    const arrived = new ArrivedStructs(arrivals, pending);
    // It also sorts: a delete set that arrives may be in any order.
    if (deleteSets.length > 0) explicit.addSorted(Y.mergeDeleteSets(deleteSets));
    arrivals = [];
    deleteSets = [];
    pending = undefined;
    if (transaction.local) explicit.addSorted(deliberate(transaction));
    if (transaction.local && transaction.deleteSet.clients.size === 0) return;

    const lost = readLostContent(doc, findUnnamed(transaction, explicit), arrived);
    const hasBuried = bury(transaction, lost);
    if (lost.runs.length === 0 && !hasBuried) return;
    graves.place(lost.latecomers.filter(({ client, clock }) => graves.find(client, clock) === undefined));
    const news = [...unrecorded(lost.runs), ...(transaction.local ? [] : completed())];
    if (news.length > 0) onLost(news);
  };

  function bury(transaction: Y.Transaction, lost: LostContent): boolean {
    const dying = dyingTextblocks(transaction);
    if (dying.size === 0) return false;
    const unknown = new IdRanges();
    const recorded = transaction.local ? [] : readEntries(doc).runs;
    for (const { client, clock, text } of [...lost.runs, ...recorded]) unknown.add(client, clock, clock + text.length);
    for (const block of dying) graves.bury(block, transaction.deleteSet, unknown);
    return true;
  }

  function unrecorded(runs: readonly LostRun[]): LostRun[] {
    if (runs.length === 0) return [];
    const recorded = new IdRanges();
    for (const { client, clock, text } of readEntries(doc).runs) recorded.add(client, clock, clock + text.length);
    return runs.flatMap((run) =>
      recorded.gaps(run.client, run.clock, run.clock + run.text.length).map(({ start, end }) => ({
        ...run,
        clock: start,
        text: run.text.slice(start - run.clock, end - run.clock),
        place: graves.find(run.client, start),
      })),
    );
  }

  /** Whoever recorded them had never seen the block; this device has. */
  function completed(): LostRun[] {
    return readEntries(doc).runs.flatMap((run) => {
      const place = run.place === undefined ? graves.find(run.client, run.clock) : undefined;
      return place === undefined ? [] : [{ ...run, place }];
    });
  }

  doc.on('beforeObserverCalls', inspect);
  return {
    arrives(update, deleteSet) {
      pending ??= doc.store.pendingStructs?.update;
      arrivals.push(update);
      if (deleteSet.clients.size > 0) deleteSets.push(deleteSet);
    },
    stop: () => doc.off('beforeObserverCalls', inspect),
  };
}

/**
 * What a local transaction deletes, it deletes knowingly, except when it takes back: undoing the making of a block also
 * takes what others have written into it since.
 */
function deliberate({ deleteSet, origin, doc }: Y.Transaction): DeleteSet {
  if (!(origin instanceof Y.UndoManager)) return deleteSet;
  const own = Y.createDeleteSet();
  const ownDeletes = deleteSet.clients.get(doc.clientID);
  if (ownDeletes !== undefined) own.clients.set(doc.clientID, ownDeletes);
  return own;
}

/** What dies in this transaction, or has come dead, without any delete set that names it. */
function findUnnamed(transaction: Y.Transaction, explicit: IdRanges): (Range & { readonly client: number })[] {
  const unnamed: (Range & { readonly client: number })[] = [];
  const look = (client: number, start: number, end: number) => {
    for (const gap of explicit.gaps(client, start, end)) unnamed.push({ client, ...gap });
  };
  for (const [client, deletes] of transaction.deleteSet.clients)
    for (const { clock, len } of deletes) look(client, clock, clock + len);
  if (transaction.local) return unnamed;
  // Of what belongs to something already collected, Yjs keeps nothing but the length, and lists it as deleted nowhere.
  for (const [client, end] of transaction.afterState) {
    const start = transaction.beforeState.get(client) ?? 0;
    if (start === end) continue;
    for (const struct of structsIn(transaction.doc, client, { start, end }))
      if (struct instanceof Y.GC) look(client, struct.id.clock, struct.id.clock + struct.length);
  }
  return unnamed;
}

/** Textblocks that die here, or whose text does. */
function dyingTextblocks({ doc, deleteSet }: Y.Transaction): Set<Y.XmlElement> {
  const blocks = new Set<Y.XmlElement>();
  for (const [client, deletes] of deleteSet.clients) {
    for (const { clock, len } of deletes) {
      for (const struct of structsIn(doc, client, { start: clock, end: clock + len })) {
        if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) continue;
        const { type } = struct.content;
        const block = type instanceof Y.XmlText ? type.parent : type;
        if (block instanceof Y.XmlElement && !isInline(block) && hadOnlyInlineContent(block)) blocks.add(block);
      }
    }
  }
  return blocks;
}

/** Whether a document built from these updates, as one, would forget words that are not recorded in full in them. */
export function wouldForgetWords(updates: readonly Uint8Array[]): boolean {
  const doc = new Y.Doc();
  let isForgetful = false;
  const watch = watchLosses(doc, () => {
    isForgetful = true;
  });
  doc.transact(() => {
    for (const update of updates) {
      watch.arrives(update, Y.decodeUpdate(update).ds);
      Y.applyUpdate(doc, update);
    }
  });
  doc.destroy();
  return isForgetful;
}
