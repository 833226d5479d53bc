import { encodeMessage, fragmentBytes, ok, type Result, type RoomId, toChunks } from '@ecritoire/shared';
import type { LogFailure, UpdateLog } from '../update-log/update-log.ts';
import type { ContentIndex } from '../yjs-bytes/content-index.ts';
import { deletionsOf } from '../yjs-bytes/deletions-first.ts';
import { mergeUpdates } from '../yjs-bytes/merge-updates.ts';

/** Updates for a peer, as the bytes of frames; encoded once for all who are told the same. */
export class Answer {
  readonly #updates: readonly Uint8Array[];
  #syncChunks: readonly Uint8Array[] | undefined;

  constructor(updates: readonly Uint8Array[]) {
    this.#updates = updates;
  }

  /** As the answer to a SyncStep1. Its SyncStep2 comes last: a stock client takes it to have everything (rule R5). */
  syncChunks(): readonly Uint8Array[] {
    this.#syncChunks ??= this.#encode();
    return this.#syncChunks;
  }

  /** As changes like any other. */
  updateChunks(): readonly Uint8Array[] {
    return this.#updates.flatMap(updateChunks);
  }

  #encode(): Uint8Array[] {
    const last = this.#updates.at(-1) ?? emptyUpdate;
    const before = isLarge(last) ? this.#updates : this.#updates.slice(0, -1);
    const update = isLarge(last) ? emptyUpdate : last;
    return [...before.flatMap(updateChunks), ...toChunks(encodeMessage({ type: 'sync-step-2', update }))];
  }
}

const emptyUpdate = Uint8Array.of(0, 0);

// A document that is written to while newcomers come is a new answer each time, with the same large part in it: that
// one is encoded once.
const largeUpdateChunks = new WeakMap<Uint8Array, readonly Uint8Array[]>();

const isLarge = ({ length }: Uint8Array): boolean => length > fragmentBytes;

function updateChunks(update: Uint8Array): readonly Uint8Array[] {
  const known = largeUpdateChunks.get(update);
  if (known !== undefined) return known;
  const chunks = toChunks(encodeMessage({ type: 'update', update }));
  if (isLarge(update)) largeUpdateChunks.set(update, chunks);
  return chunks;
}

/** The whole document as it was read, and what came since. */
type Whole = {
  readonly parts: readonly Uint8Array[];
  readonly bytes: number;
  readonly recent: RecentUpdates;
};

// A newcomer gets what came since the last reading in one more update, until that is no longer small beside the rest.
const maxRecentBytes = 64 * 1024;
const maxRecentUpdates = 1024;
const firstRecentBytes = 256;

/**
 * Copies of updates, one after the other in one piece of memory: as objects they would be ten times as large as the
 * letters in them, and live long enough to cost every collection of garbage some milliseconds.
 */
class RecentUpdates {
  #bytes = new Uint8Array(0);
  #usedBytes = 0;
  readonly #ends: number[] = [];

  get byteLength(): number {
    return this.#usedBytes;
  }

  get isLong(): boolean {
    return this.#usedBytes > maxRecentBytes || this.#ends.length > maxRecentUpdates;
  }

  add(update: Uint8Array): void {
    const end = this.#usedBytes + update.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(firstRecentBytes, this.#bytes.length * 2, end));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(update, this.#usedBytes);
    this.#usedBytes = end;
    this.#ends.push(end);
  }

  /** All of them as one update; undefined when there are none. */
  merged(): Uint8Array | undefined {
    return mergeUpdates(this.#ends.map((end, place) => this.#bytes.subarray(this.#ends[place - 1] ?? 0, end)));
  }
}

// Up to here a peer that lacks a little gets everything: taking known content again is free and right.
const smallDocumentBytes = 64 * 1024;

/**
 * What peers of one room lack. Who has every unit is answered from the index, newcomers from what was read for the
 * one before, and the log is asked once for all who ask the same. Everything accepted before the question is in the answer.
 */
export class Answers {
  readonly #id: RoomId;
  readonly #log: Pick<UpdateLog, 'missing'>;
  #version = 0;
  #whole: Whole | undefined;
  /** Of the last answer that held deletions only, or the whole; valid while the version stands. */
  #last: { readonly version: number; readonly kind: 'deletions' | 'whole'; readonly answer: Answer } | undefined;
  #asking: { readonly asked: string; readonly version: number; readonly answer: Promise<Asked> } | undefined;
  /** Accepted since the log was asked for everything. */
  #meanwhile: Uint8Array[] | undefined;

  constructor(id: RoomId, log: Pick<UpdateLog, 'missing'>) {
    this.#id = id;
    this.#log = log;
  }

  /** An update was accepted. */
  accepted(update: Uint8Array): void {
    this.#version += 1;
    this.#meanwhile?.push(update);
    this.#whole?.recent.add(update);
    if (this.#whole?.recent.isLong) this.#whole = undefined;
  }

  async missing(
    index: ContentIndex,
    clocks: ReadonlyMap<number, number>,
    stateVector: Uint8Array,
  ): Promise<Result<Answer, LogFailure>> {
    if (index.isKnownTo(clocks)) return ok(this.#kept('deletions', () => [index.deletions()]));
    const whole = this.#whole;
    if (whole !== undefined && (clocks.size === 0 || whole.bytes + whole.recent.byteLength <= smallDocumentBytes))
      return ok(this.#kept('whole', () => partsOf(whole)));
    return this.#ask(stateVector, clocks.size === 0);
  }

  /** Bytes that are kept only to answer faster. */
  cachedBytes(): number {
    return this.#whole === undefined ? 0 : this.#whole.bytes + this.#whole.recent.byteLength;
  }

  forget(): void {
    this.#whole = undefined;
    this.#last = undefined;
  }

  #kept(kind: 'deletions' | 'whole', updates: () => readonly Uint8Array[]): Answer {
    if (this.#last?.kind !== kind || this.#last.version !== this.#version)
      this.#last = { kind, version: this.#version, answer: new Answer(updates()) };
    return this.#last.answer;
  }

  /** One question for all who ask the same while nothing changes: after a restart everybody does. */
  #ask(stateVector: Uint8Array, isForEverything: boolean): Promise<Asked> {
    const asked = Buffer.from(stateVector).toString('latin1');
    if (this.#asking?.asked === asked && this.#asking.version === this.#version) return this.#asking.answer;
    const asking = { asked, version: this.#version, answer: this.#read(stateVector, isForEverything) };
    this.#asking = asking;
    void asking.answer.finally(() => {
      if (this.#asking === asking) this.#asking = undefined;
    });
    return asking.answer;
  }

  async #read(stateVector: Uint8Array, isForEverything: boolean): Promise<Asked> {
    const meanwhile: Uint8Array[] = [];
    if (isForEverything) this.#meanwhile = meanwhile;
    const missing = await this.#log.missing(this.#id, stateVector);
    if (!missing.ok) return missing;
    if (isForEverything && this.#meanwhile === meanwhile) {
      this.#meanwhile = undefined;
      this.#whole = { parts: missing.value, bytes: bytesOf(missing.value), recent: new RecentUpdates() };
      for (const update of meanwhile) this.accepted(update);
    }
    return ok(new Answer(missing.value));
  }
}

type Asked = Result<Answer, LogFailure>;

function partsOf({ parts, recent }: Whole): readonly Uint8Array[] {
  const merged = recent.merged();
  if (merged === undefined) return parts;
  const deletions = deletionsOf([merged]);
  return deletions === undefined ? [...parts, merged] : [deletions, ...parts, merged];
}

const bytesOf = (updates: readonly Uint8Array[]): number => updates.reduce((sum, { length }) => sum + length, 0);
