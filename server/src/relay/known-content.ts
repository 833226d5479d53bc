import { ok, type Result, type RoomId } from '@ecritoire/shared';
import { maxClients, type ScannedUpdate, scanUpdate } from '@ecritoire/shared/yjs-bytes';
import type { LogFailure, UpdateLog } from '../update-log/update-log.ts';
import { ContentIndex } from '../yjs-bytes/content-index.ts';

// About ten megabytes. A document with more has been written by half a million tabs, or by an attacker.
const maxRuns = 500_000;

// An index of this size costs less than reading it again would.
const smallIndexRuns = 64;

/**
 * What a room is known to hold: its index, read from the log when somebody first needs it and kept up to date
 * while it is there. Without it every update counts as new, which costs disk and loses nothing.
 */
export class KnownContent {
  readonly #id: RoomId;
  readonly #log: Pick<UpdateLog, 'contents'>;
  readonly #loaded: (bytes: number) => void;
  #index: ContentIndex | undefined;
  #loading: Promise<Result<ContentIndex, LogFailure>> | undefined;
  /** Accepted while the index is read: the log was asked before they were appended. */
  #meanwhile: ScannedUpdate[] = [];

  /** `loaded` hears what the room takes in the log, each time the index is read. */
  constructor(id: RoomId, log: Pick<UpdateLog, 'contents'>, loaded: (bytes: number) => void) {
    this.#id = id;
    this.#log = log;
    this.#loaded = loaded;
  }

  /** The index, read from the log if need be. */
  load(): Promise<Result<ContentIndex, LogFailure>> {
    if (this.#index !== undefined) return Promise.resolve(ok(this.#index));
    this.#loading ??= this.#read();
    return this.#loading;
  }

  /** The index, if it is there now. */
  now(): ContentIndex | undefined {
    return this.#index;
  }

  /** How far the units of a client are known; beyond every number while nothing is known of anybody. */
  endOf(client: number): number {
    return this.#index?.endOf(client) ?? Number.MAX_SAFE_INTEGER;
  }

  covers(scan: ScannedUpdate): boolean {
    return this.#index?.covers(scan) ?? false;
  }

  /** Whether the update would bring in more clients than a document may have. */
  isTooScattered(scan: ScannedUpdate): boolean {
    return (this.#index?.clientsWith(scan) ?? 0) > maxClients;
  }

  /** Whether the update deletes at least as many units as it adds. */
  shrinks(scan: ScannedUpdate): boolean {
    const added = scan.blocks.reduce((sum, { length }) => sum + length, 0);
    return added === 0 || (this.#index?.unknownDeletions(scan) ?? 0) >= added;
  }

  learn(scan: ScannedUpdate): void {
    if (this.#loading !== undefined) this.#meanwhile.push(scan);
    this.#index?.add(scan);
    if ((this.#index?.size() ?? 0) > maxRuns) this.#index = undefined;
  }

  /** Lets go of an index that takes room: nobody needed it for a while. */
  forget(): void {
    if ((this.#index?.size() ?? 0) > smallIndexRuns) this.#index = undefined;
  }

  async #read(): Promise<Result<ContentIndex, LogFailure>> {
    const contents = await this.#log.contents(this.#id);
    const meanwhile = this.#meanwhile;
    this.#meanwhile = [];
    this.#loading = undefined;
    if (!contents.ok) return contents;
    const { stateVector, deletions, bytes } = contents.value;
    const index = ContentIndex.holding(stateVector, scanUpdate(deletions)?.deletes ?? []);
    for (const scan of meanwhile) index.add(scan);
    if (index.size() <= maxRuns) this.#index = index;
    this.#loaded(bytes);
    return ok(index);
  }
}
