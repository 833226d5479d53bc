import { type CloseReason, encodeMessage, maxAwarenessBytes, ok, type Result, type RoomId } from '@ecritoire/shared';
import type { Commit, LogFailure, UpdateLog } from '../update-log/update-log.ts';
import { inspectUpdate, type UpdateFault } from './plausibility.ts';
import { createPresence, type Presence } from './presence.ts';

/** One connection, as its room sees it. */
export type Member = {
  /** A change by somebody else; the member keeps it back until its own join is answered. */
  deliverUpdate(frame: Uint8Array): void;
  /** News about who is here; may be dropped when the member is slow. */
  deliverAwareness(frame: Uint8Array): void;
  end(reason: CloseReason): void;
};

/** One document with somebody in it. It holds no document: what is stored is in the log. */
export type Room = {
  readonly presence: Presence<Member>;
  memberCount(): number;
  enter(member: Member): void;
  /** Says goodbye to the others. */
  leave(member: Member): void;
  /** Appends, and tells the others without waiting for the disk (rule R4); settles when it is durable. */
  accept(update: Uint8Array, from: Member): Result<Promise<Result<Commit, LogFailure>>, UpdateFault>;
  /** What a peer with this state vector lacks, everything accepted before included. */
  missing(stateVector: Uint8Array): Promise<Result<readonly Uint8Array[], LogFailure>>;
  stateVector(): Promise<Result<Uint8Array, LogFailure>>;
  tellOthers(awareness: Uint8Array, from: Member): void;
  /** Ends every connection: the room cannot keep its promise. */
  fail(reason: CloseReason): void;
};

export function createRoom(id: RoomId, log: UpdateLog): Room {
  const members = new Set<Member>();
  const presence = createPresence<Member>(maxAwarenessBytes);
  let version = 0;

  /** One read for all who ask the same while nothing changes: after a restart everybody does. */
  function shared<T>(read: (stateVector: Uint8Array) => Promise<T>): (stateVector: Uint8Array) => Promise<T> {
    let last: { readonly version: number; readonly asked: string; readonly answer: Promise<T> } | undefined;
    return (stateVector) => {
      const asked = stateVector.join();
      if (last?.version !== version || last.asked !== asked) {
        const asking = { version, asked, answer: read(stateVector) };
        last = asking;
        void asking.answer.finally(() => {
          if (last === asking) last = undefined;
        });
      }
      return last.answer;
    };
  }

  const missing = shared((stateVector) => log.missing(id, stateVector));
  const ownStateVector = shared(async () => {
    const contents = await log.contents(id);
    return contents.ok ? ok(contents.value.stateVector) : contents;
  });

  function broadcast(update: Uint8Array, from: Member): void {
    // Always an Update: a relayed SyncStep2 would tell the receivers that they are synchronised.
    const frame = encodeMessage({ type: 'update', update });
    for (const member of members) if (member !== from) member.deliverUpdate(frame);
  }

  function tellOthers(awareness: Uint8Array, from: Member): void {
    const frame = encodeMessage({ type: 'awareness', update: awareness });
    for (const member of members) if (member !== from) member.deliverAwareness(frame);
  }

  return {
    presence,
    memberCount: () => members.size,
    enter: (member) => {
      members.add(member);
    },
    leave(member) {
      members.delete(member);
      const farewell = presence.leave(member);
      if (farewell !== undefined) tellOthers(farewell, member);
    },
    accept(update, from) {
      const inspected = inspectUpdate(update);
      if (!inspected.ok) return inspected;
      // Nothing to store, but its acknowledgement says that everything before it is durable (rule A3).
      if (inspected.value.isEmpty) return ok(log.committed());
      const commit = log.append(id, update);
      version += 1;
      if (members.size > 1) broadcast(update, from);
      return ok(commit);
    },
    missing,
    stateVector: () => ownStateVector(new Uint8Array(0)),
    tellOthers,
    fail(reason) {
      for (const member of [...members]) member.end(reason);
    },
  };
}
