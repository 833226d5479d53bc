/** The records of one room that are in the journal only, in a row. */
export type RoomTail = {
  readonly room: number;
  readonly records: readonly number[];
  readonly lengths: readonly number[];
  readonly bytes: Uint8Array;
  readonly oldestAtMs: number;
  readonly newestAtMs: number;
};

type GrowingTail = {
  readonly records: number[];
  readonly lengths: number[];
  bytes: Uint8Array<ArrayBuffer>;
  used: number;
  readonly oldestAtMs: number;
  newestAtMs: number;
};

/** The records that no part holds yet, by room: what the journal says, ready to be read and folded. */
export type Unfolded = {
  add(room: number, record: number, update: Uint8Array, atMs: number): void;
  tail(room: number): RoomTail | undefined;
  /** Forgets the room: what it holds is in its parts. */
  remove(room: number): void;
  /** The room whose first unfolded record is the oldest. */
  oldestRoom(): RoomTail | undefined;
  /** A room that holds more than its share. */
  heavyRoom(): RoomTail | undefined;
};

const firstBytes = 128;

/** A room with more than `maxBytes` or `maxRecords` is heavy. */
export function createUnfolded(maxBytes: number, maxRecords: number): Unfolded {
  // In the order of their first records, because a room is only ever removed whole and then comes back last. The
  // journal is pruned up to the first record of the first room: with another order it would lose records.
  const tailsByRoom = new Map<number, GrowingTail>();
  const heavyRooms = new Set<number>();

  function start(room: number, atMs: number): GrowingTail {
    const tail: GrowingTail = {
      records: [],
      lengths: [],
      bytes: new Uint8Array(firstBytes),
      used: 0,
      oldestAtMs: atMs,
      newestAtMs: atMs,
    };
    tailsByRoom.set(room, tail);
    return tail;
  }

  const view = (room: number, tail: GrowingTail): RoomTail => ({
    room,
    records: tail.records,
    lengths: tail.lengths,
    bytes: tail.bytes.subarray(0, tail.used),
    oldestAtMs: tail.oldestAtMs,
    newestAtMs: tail.newestAtMs,
  });

  function tailOf(room: number): RoomTail | undefined {
    const tail = tailsByRoom.get(room);
    return tail === undefined ? undefined : view(room, tail);
  }

  function add(room: number, record: number, update: Uint8Array, atMs: number): void {
    const tail = tailsByRoom.get(room) ?? start(room, atMs);
    const needed = tail.used + update.length;
    if (needed > tail.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, tail.bytes.length * 2));
      larger.set(tail.bytes.subarray(0, tail.used));
      tail.bytes = larger;
    }
    tail.bytes.set(update, tail.used);
    tail.used = needed;
    tail.records.push(record);
    tail.lengths.push(update.length);
    tail.newestAtMs = atMs;
    if (tail.used > maxBytes || tail.records.length > maxRecords) heavyRooms.add(room);
  }

  return {
    add,
    tail: tailOf,
    remove(room) {
      tailsByRoom.delete(room);
      heavyRooms.delete(room);
    },
    oldestRoom() {
      for (const [room, tail] of tailsByRoom) return view(room, tail);
      return undefined;
    },
    heavyRoom() {
      for (const room of heavyRooms) return tailOf(room);
      return undefined;
    },
  };
}

/** The updates of a row of them. */
export function cutUpdates({ bytes, lengths }: Pick<RoomTail, 'bytes' | 'lengths'>): Uint8Array[] {
  let start = 0;
  return lengths.map((length) => {
    const update = bytes.subarray(start, start + length);
    start += length;
    return update;
  });
}
