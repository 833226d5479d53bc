/** What waits for the end of a turn of the event loop: rooms that have something to tell, then peers with something to send. */
export class Turn {
  readonly #atEndOfTurn: (run: () => void) => void;
  readonly #atNextTurn: (run: () => void) => void;
  // Lists and not sets. What a V8 set held before it grew or was cleared points to what it holds now, so of a set that
  // is used anew each turn every former content outlives the small collections of garbage.
  #rooms: Due[] = [];
  #peers: Sender[] = [];
  #isPlanned = false;

  /**
   * `atEndOfTurn` runs its argument when what was just read has been handled, `atNextTurn` after other sockets have
   * been read too.
   */
  constructor(atEndOfTurn: (run: () => void) => void, atNextTurn: (run: () => void) => void) {
    this.#atEndOfTurn = atEndOfTurn;
    this.#atNextTurn = atNextTurn;
  }

  /** The room is flushed at the end of this turn, before the peers. */
  addRoom(room: Due): void {
    this.#rooms.push(room);
    this.#plan();
  }

  /** The peer sends at the end of this turn, or of a later one when many have much to send. */
  addPeer(peer: Sender): void {
    if (peer.isDue) return;
    peer.isDue = true;
    this.#peers.push(peer);
    this.#plan();
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#atEndOfTurn(() => this.#end());
  }

  #end(): void {
    // What is added from here on belongs to the next one.
    this.#isPlanned = false;
    const rooms = this.#rooms;
    this.#rooms = [];
    for (const room of rooms) room.flush();
    const later: Sender[] = [];
    let sentBytes = 0;
    const peers = this.#peers;
    this.#peers = [];
    for (const peer of peers) {
      peer.isDue = false;
      // Live frames are small and go out now; whole documents wait their turn (rule R16).
      if (sentBytes >= maxBulkBytes && peer.isBulky()) later.push(peer);
      else sentBytes += peer.sendDue();
    }
    if (later.length === 0) return;
    // Not at the end of this turn: it would not end before every document is out.
    this.#atNextTurn(() => {
      for (const peer of later) this.addPeer(peer);
    });
  }
}

export type Due = { flush(): void };

export type Sender = {
  /** Written by the turn: whether the peer is in its list. */
  isDue: boolean;
  /** Whether more waits than the frames of a turn. */
  isBulky(): boolean;
  /** Hands some of what waits to the transport; answers with how many bytes. */
  sendDue(): number;
};

// Writing to a socket copies: this much takes a few milliseconds, in which no other room is served.
const maxBulkBytes = 2 * 1024 * 1024;
