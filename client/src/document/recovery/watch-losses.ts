import * as Y from 'yjs';
import { Graves } from './graves.ts';
import { type DeleteSet, IdRanges } from './id-ranges.ts';
import { hadOnlyInlineContent, isInline } from './live-block.ts';
import { ArrivedStructs, cutRun, type LostRange, readLostItems, structsIn, toLostRuns } from './lost-content.ts';
import { type LostRun, type Place, type RunOfUnits, readEntries, readRun, recoveredOf } from './recovered-entries.ts';
import { UndoneSteps } from './undone-steps.ts';

export interface LossWatch {
  /** Must be told of every update, and of what it deletes, right before it is applied, from wherever it comes. */
  arrives(update: Uint8Array, deleteSet: DeleteSet): void;
  stop(): void;
}

export interface LossHandlers {
  onLost(runs: readonly LostRun[]): void;
  /** Somebody has recorded as lost what was deleted on purpose. */
  onMistake(units: readonly RunOfUnits[]): void;
  /** An undo was to bring this back and could not: whatever was said of it, it is lost. */
  onWanted(units: readonly RunOfUnits[]): void;
}

/**
 * Finds words that die although nobody deleted them. Deleting an element names, in the deleter's delete set, every item
 * that the deleter knew; what is dead and named by no delete set died only because of what was around it.
 *
 * The handlers are called in `beforeObserverCalls` of the transaction that reveals the loss: what they write there is
 * part of the very update that this transaction emits, so nothing that names these deletions leaves without it.
 */
export function watchLosses(doc: Y.Doc, { onLost, onMistake, onWanted }: LossHandlers): LossWatch {
  /** Every delete set ever applied, and what was deleted here. */
  const explicit = new IdRanges();
  /** The part of it that came from elsewhere. */
  const deletedElsewhere = new IdRanges();
  /** What was deleted on purpose here, since the document was opened. */
  const deletedHere = new IdRanges();
  const undone = new UndoneSteps();
  /** What `recovered` holds. */
  const recorded = new IdRanges();
  /** That, and what is just being found: what the deleter of the block around it did not know. */
  const unnamed = new IdRanges();
  const graves = new Graves();
  let arrivals: Uint8Array[] = [];
  let deleteSets: DeleteSet[] = [];
  let pending: Uint8Array | undefined;

  const inspect = (transaction: Y.Transaction) => {
    const arrived = new ArrivedStructs(arrivals, pending);
    const { mistaken, isPlaceMissing } = takeNewRecords(transaction);
    // It also sorts: a delete set that arrives may be in any order.
    if (deleteSets.length > 0) {
      const arrivedDeletes = Y.mergeDeleteSets(deleteSets);
      explicit.addSorted(arrivedDeletes);
      deletedElsewhere.addSorted(arrivedDeletes);
    }
    arrivals = [];
    deleteSets = [];
    pending = undefined;
    if (transaction.local) {
      explicit.addSorted(deliberate(transaction));
      deletedHere.addSorted(deliberate(transaction));
    }
    if (mistaken.length > 0) onMistake(mistaken);
    const unrevived = lookAtUndo(transaction);
    if (transaction.local && transaction.deleteSet.clients.size === 0 && unrevived.length === 0) return;

    const ranges = [...findUnnamed(transaction, explicit), ...unrevived];
    const items = ranges.length === 0 ? [] : readLostItems(doc, ranges, arrived);
    const runs = toLostRuns(items, ranges);
    const hasBuried = bury(transaction, runs);
    const mayComplete = !transaction.local && (hasBuried || isPlaceMissing);
    const news = [...unrecorded(runs, items), ...(mayComplete ? completed() : [])];
    if (news.length > 0) onLost(news);
  };

  /**
   * Notes what has been recorded, and returns what of it is not lost: words that were deleted here before, or taken to
   * another block, while somebody else saw them arrive too late.
   */
  function takeNewRecords({ changed }: Y.Transaction) {
    const mistaken: RunOfUnits[] = [];
    let isPlaceMissing = false;
    for (const key of changedKeys(changed, recoveredOf(doc))) {
      const run = key === null ? undefined : readRun(doc, key);
      if (run === undefined) continue;
      const { client, clock, text } = run;
      isPlaceMissing ||= run.place === undefined;
      for (const news of recorded.gaps(client, clock, clock + text.length))
        for (const known of deletedHere.parts(client, news.start, news.end))
          for (const { start, end } of undone.wanted.gaps(client, known.start, known.end))
            mistaken.push(toUnits({ client, start, end }));
      recorded.add(client, clock, clock + text.length);
      unnamed.add(client, clock, clock + text.length);
    }
    return { mistaken, isPlaceMissing };
  }

  /** What an undo could not bring back is wanted until it is redone: then the words that it deleted are there again. */
  function lookAtUndo(transaction: Y.Transaction): readonly LostRange[] {
    const { missing, regained } = undone.look(transaction, deletedElsewhere);
    if (missing.length > 0) onWanted(missing.map(toUnits));
    const mistaken = regained.flatMap(({ client, start, end }) =>
      recorded.parts(client, start, end).map((part) => toUnits({ client, ...part })),
    );
    if (mistaken.length > 0) onMistake(mistaken);
    return missing;
  }

  function bury(transaction: Y.Transaction, lost: readonly LostRun[]): boolean {
    for (const { client, clock, text } of lost) unnamed.add(client, clock, clock + text.length);
    const dying = dyingTextblocks(transaction);
    for (const block of dying) graves.bury(block, transaction.deleteSet, unnamed);
    return dying.size > 0;
  }

  function unrecorded(runs: readonly LostRun[], items: readonly Y.Item[]): LostRun[] {
    const findPlace = createPlaceFinder(graves, items);
    return runs.flatMap((run) =>
      recorded
        .gaps(run.client, run.clock, run.clock + run.text.length)
        .map(({ start, end }) => cutRun({ ...run, place: findPlace(run.client, start) }, start, end)),
    );
  }

  /** Whoever recorded them had never seen the block; this device has. */
  function completed(): LostRun[] {
    return readEntries(doc).runs.flatMap((run) => {
      const place = run.place === undefined ? graves.find(Y.createID(run.client, run.clock), 'before') : undefined;
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

const toUnits = ({ client, start, end }: LostRange): RunOfUnits => ({ client, clock: start, length: end - start });

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

function changedKeys(changed: Y.Transaction['changed'], map: Y.Map<unknown>): Iterable<string | null> {
  // The types of Yjs do not let a map be one of the types that change.
  for (const [type, keys] of changed) if (Object.is(type, map)) return keys;
  return [];
}

/** Where lost items stood: where they died, or else next to what they say they were written next to. */
function createPlaceFinder(graves: Graves, items: readonly Y.Item[]) {
  const find = (client: number, clock: number): Place | undefined => {
    const own = graves.find(Y.createID(client, clock), 'before');
    if (own !== undefined) return own;
    const item = items.find(({ id, length }) => id.client === client && id.clock <= clock && clock < id.clock + length);
    if (item === undefined || item.id.clock < clock) return undefined;
    const { origin, rightOrigin } = item;
    if (origin !== null) return graves.find(origin, 'after');
    if (rightOrigin !== null) return graves.find(rightOrigin, 'before');
    const parent = parentIdOf(item);
    if (parent === undefined || (parent.client === client && parent.clock >= clock)) return undefined;
    return graves.find(parent, 'after') ?? find(parent.client, parent.clock);
  };
  return find;
}

function parentIdOf({ parent }: Y.Item): Y.ID | undefined {
  if (parent instanceof Y.AbstractType) return parent._item?.id;
  return parent instanceof Y.ID ? parent : undefined;
}

/** What dies in this transaction, or has come dead, without any delete set that names it. */
function findUnnamed(transaction: Y.Transaction, explicit: IdRanges): LostRange[] {
  const unnamed: LostRange[] = [];
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
    for (const struct of structsIn(transaction.doc, { client, start, end }))
      if (struct instanceof Y.GC) look(client, struct.id.clock, struct.id.clock + struct.length);
  }
  return unnamed;
}

/** Textblocks that die here, or whose text does. */
function dyingTextblocks({ doc, deleteSet }: Y.Transaction): Set<Y.XmlElement> {
  const blocks = new Set<Y.XmlElement>();
  for (const [client, deletes] of deleteSet.clients) {
    for (const { clock, len } of deletes) {
      for (const struct of structsIn(doc, { client, start: clock, end: clock + len })) {
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
  const watch = watchLosses(doc, {
    onLost: () => {
      isForgetful = true;
    },
    onMistake: () => undefined,
    onWanted: () => undefined,
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
