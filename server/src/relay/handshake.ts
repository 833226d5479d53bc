import { answersBurst, answersPerSecond, err, maxStateVectorBytes, ok, type Result } from '@ecritoire/shared';
import * as Y from 'yjs';
import type { LogFailure } from '../update-log/update-log.ts';
import { Allowance } from './allowance.ts';
import type { Pace } from './broadcast.ts';
import type { Delivery } from './delivery.ts';
import type { Room } from './room.ts';

/** What somebody has: asks for the rest. */
type Question = { readonly clocks: ReadonlyMap<number, number>; readonly stateVector: Uint8Array };

export type HandshakeOwner = {
  readonly isOpen: boolean;
  /** The log could not be read: the room cannot keep its promise. */
  failRoom(failure: LogFailure): void;
};

const emptyStateVector = Uint8Array.of(0);

/** How a peer and the relay find out what each of them lacks, at first and whenever one of them doubts. */
export class Handshake {
  readonly #room: Room;
  readonly #delivery: Delivery;
  readonly #owner: HandshakeOwner;
  readonly #pace: Pick<Pace, 'now' | 'afterMs'>;
  #hasBeenAsked = false;
  /** Made when somebody doubts for the first time: most never do. */
  #answers: Allowance | undefined;
  #question: Question | undefined;
  #isAnswering = false;
  #isAsking = false;
  /** What a peer that fell behind had been sent until then, as a state vector. */
  #behindSince: Uint8Array | undefined;

  constructor(room: Room, delivery: Delivery, owner: HandshakeOwner, pace: Pick<Pace, 'now' | 'afterMs'>) {
    this.#room = room;
    this.#delivery = delivery;
    this.#owner = owner;
    this.#pace = pace;
  }

  /** Asks the peer for what the relay lacks (rule R3). */
  async ask(): Promise<void> {
    // Who asks a lot and reads little is asked back later, if it asks again then.
    if (this.#isAsking || this.#delivery.isCrowded) return;
    this.#isAsking = true;
    const stateVector = await this.#room.stateVector();
    this.#isAsking = false;
    if (!this.#owner.isOpen) return;
    if (stateVector.ok) this.#delivery.send({ type: 'sync-step-1', stateVector: stateVector.value });
    else this.#owner.failRoom(stateVector.error);
  }

  /** The peer says what it has, and is answered. */
  asked(stateVector: Uint8Array): Result<void, 'too-large' | 'malformed'> {
    if (stateVector.length > maxStateVectorBytes) return err('too-large');
    // A copy: the bytes lie in what the socket received.
    const question = questionIn(stateVector.slice());
    if (question === undefined) return err('malformed');
    this.#question = question;
    void this.#answerQuestions();
    return ok(undefined);
  }

  /** Live frames are left out from now on; everything accepted until now has been queued. */
  fellBehind(): void {
    this.#behindSince = this.#room.knownStateVector() ?? emptyStateVector;
  }

  /** Much waited for the peer, and it is out: what was put off goes now. */
  relieved(): void {
    void this.#answerQuestions();
    const question = this.#behindSince && questionIn(this.#behindSince);
    this.#behindSince = undefined;
    if (question !== undefined) void this.#sendSkipped(question);
  }

  /**
   * Answers one SyncStep1 at a time, none before the last answer is mostly out, and no more of them than anybody needs:
   * a few bytes ask for a whole document. Of those that come meanwhile only the newest matters.
   */
  async #answerQuestions(): Promise<void> {
    if (this.#isAnswering) return;
    this.#isAnswering = true;
    while (this.#question !== undefined && this.#owner.isOpen && !this.#delivery.isCrowded) {
      const question = this.#question;
      this.#question = undefined;
      // A later SyncStep1 is a client that doubts: it is asked again for what the relay lacks (rule R3).
      if (this.#hasBeenAsked) void this.ask();
      await this.#send(question, 'syncChunks');
      if (this.#hasBeenAsked) await this.#rest();
      this.#hasBeenAsked = true;
    }
    this.#isAnswering = false;
  }

  /** Live changes go on meanwhile. */
  async #rest(): Promise<void> {
    const { now, afterMs } = this.#pace;
    this.#answers ??= new Allowance(answersPerSecond, answersBurst, now());
    const waitMs = this.#answers.spend(1, now());
    if (waitMs > 0) await new Promise<void>((resolve) => afterMs(waitMs, resolve));
  }

  async #sendSkipped(since: Question): Promise<void> {
    await this.#send(since, 'updateChunks');
    if (this.#owner.isOpen) this.#delivery.deliverExpendable(this.#room.everybody());
  }

  async #send({ clocks, stateVector }: Question, form: 'syncChunks' | 'updateChunks'): Promise<void> {
    // From here on live frames are kept for after the answer: what the read does not see comes with them.
    this.#delivery.beginAnswer();
    const answer = await this.#room.missing(clocks, stateVector);
    if (!this.#owner.isOpen) return;
    if (!answer.ok) {
      this.#owner.failRoom(answer.error);
      return;
    }
    for (const chunk of answer.value[form]()) this.#delivery.sendChunk(chunk);
    this.#delivery.finishAnswer();
  }
}

function questionIn(stateVector: Uint8Array): Question | undefined {
  const clocks = readStateVector(stateVector);
  return clocks && { clocks, stateVector };
}

/** The clocks in a state vector; undefined for bytes that are none, or that claim more clients than they can hold. */
function readStateVector(bytes: Uint8Array): ReadonlyMap<number, number> | undefined {
  try {
    return Y.decodeStateVector(bytes);
  } catch {
    // Yjs throws where the bytes end before their own count does: to the caller that is no state vector.
    return undefined;
  }
}
