import {
  type CloseReason,
  err,
  maxAwarenessBytes,
  maxClientsPerConnection,
  ok,
  type Result,
  type RoomId,
} from '@ecritoire/shared';
import { inspectUpdate, isEmpty, type UpdateFault } from '@ecritoire/shared/yjs-bytes';
import type { Commit, LogFailure, UpdateLog } from '../update-log/update-log.ts';
import { type Answer, Answers } from './answers.ts';
import { Broadcast, type Listener, type Pace } from './broadcast.ts';
import { DocumentSize } from './document-size.ts';
import { KnownContent } from './known-content.ts';
import { Presence, type PresenceFault } from './presence.ts';
import type { RelayEvents } from './relay-events.ts';

/** One connection, as its room sees it. */
export type Member = Listener & {
  /** The document is soon as large as it may become. */
  documentNearLimit(): void;
  end(reason: CloseReason): void;
};

/** What became of an accepted update. `isKnown`: everything in it was there before (rule R17). */
export type Accepted = { readonly commit: Promise<Result<Commit, LogFailure>>; readonly isKnown: boolean };

const presenceLimits = { stateBytes: maxAwarenessBytes, clientsPerOwner: maxClientsPerConnection };
const forgetAfterMs = 60_000;

/** One document with somebody in it: what is known of it and who is here. It holds no document; the log does. */
export class Room {
  readonly id: RoomId;
  readonly #log: UpdateLog;
  readonly #pace: Pace;
  readonly #members = new Set<Member>();
  readonly #presence = new Presence<Member>(presenceLimits);
  readonly #broadcast: Broadcast<Member>;
  readonly #known: KnownContent;
  readonly #answers: Answers;
  readonly #size: DocumentSize;
  // Not undefined first: see Delivery.
  #usedAtMs = 0;

  constructor(id: RoomId, log: UpdateLog, pace: Pace, events: Pick<RelayEvents, 'updatesDelivered'>) {
    this.id = id;
    this.#log = log;
    this.#pace = pace;
    this.#usedAtMs = pace.now();
    this.#broadcast = new Broadcast(this.#members, this.#presence, pace, events);
    this.#answers = new Answers(id, log);
    this.#size = new DocumentSize(
      () => log.compact(id),
      () => {
        for (const member of this.#members) member.documentNearLimit();
      },
      pace.now,
    );
    this.#known = new KnownContent(id, log, (bytes) => this.#size.loaded(bytes));
  }

  get memberCount(): number {
    return this.#members.size;
  }

  get isNearLimit(): boolean {
    return this.#size.isNearLimit;
  }

  enter(member: Member): void {
    this.#members.add(member);
  }

  /** Says goodbye to the others. */
  leave(member: Member): void {
    this.#members.delete(member);
    if (this.#presence.leave(member)) this.#broadcast.presenceChanged();
  }

  /** Appends what adds something, and tells the others without waiting for the disk (rules R4, R6, R17). */
  accept(update: Uint8Array, from: Member): Result<Accepted, UpdateFault | 'document-full'> {
    const inspected = inspectUpdate(update, (client) => this.#known.endOf(client));
    if (!inspected.ok) return inspected;
    const scan = inspected.value;
    this.#usedAtMs = this.#pace.now();
    // Nothing to store, but its acknowledgement says that everything before it is durable (rule A3).
    if (isEmpty(scan) || this.#known.covers(scan)) return ok({ commit: this.#log.committed(), isKnown: true });
    if (this.#known.isTooScattered(scan) || (this.#size.isFull && !this.#known.shrinks(scan)))
      return err('document-full');
    const commit = this.#log.append(this.id, update);
    this.#known.learn(scan);
    this.#answers.accepted(update);
    this.#size.grew(update.length);
    if (this.#members.size > 1) this.#broadcast.update(update, from);
    return ok({ commit, isKnown: false });
  }

  /** What the relay has, as a state vector. */
  async stateVector(): Promise<Result<Uint8Array, LogFailure>> {
    const index = await this.#known.load();
    return index.ok ? ok(index.value.stateVector()) : index;
  }

  /** The same without waiting; undefined when it is not known at this moment. */
  knownStateVector(): Uint8Array | undefined {
    return this.#known.now()?.stateVector();
  }

  /** What a peer with this state vector (its bytes, and the clocks in them) lacks, and every deletion (rule R5). */
  async missing(clocks: ReadonlyMap<number, number>, stateVector: Uint8Array): Promise<Result<Answer, LogFailure>> {
    this.#usedAtMs = this.#pace.now();
    const index = await this.#known.load();
    return index.ok ? this.#answers.missing(index.value, clocks, stateVector) : index;
  }

  /** Takes an awareness update and tells the others what is news in it. */
  awarenessReceived(update: Uint8Array, from: Member): Result<void, PresenceFault> {
    const received = this.#presence.receive(update, from);
    if (!received.ok) return received;
    if (received.value) this.#broadcast.presenceChanged();
    return ok(undefined);
  }

  /** Everybody who is here, as the bytes of frames. */
  everybody(): readonly Uint8Array[] {
    return this.#presence.everybody();
  }

  /** Ends every connection: the room cannot keep its promise. */
  fail(reason: CloseReason): void {
    for (const member of [...this.#members]) member.end(reason);
  }

  /** Bytes kept only to answer newcomers faster. */
  cachedBytes(): number {
    return this.#answers.cachedBytes();
  }

  dropCache(): void {
    this.#answers.forget();
  }

  /** An idle room keeps a few numbers. Call now and then. */
  sweep(): void {
    if (this.#pace.now() - this.#usedAtMs < forgetAfterMs) return;
    this.#usedAtMs = this.#pace.now();
    this.#answers.forget();
    this.#known.forget();
  }
}
