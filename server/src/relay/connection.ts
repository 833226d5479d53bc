import {
  type CloseReason,
  closeCodes,
  decodeMessage,
  extensionVersion,
  joinDeadlineMs,
  type Message,
  maxFrameBytes,
  type RejectReason,
  type Result,
  receivedBurstBytes,
  receivedBytesPerSecond,
} from '@ecritoire/shared';
import type { Commit, LogFailure, UpdateLog } from '../update-log/update-log.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { Allowance } from './allowance.ts';
import type { Pace } from './broadcast.ts';
import { Delivery, type PeerSocket } from './delivery.ts';
import { Handshake } from './handshake.ts';
import type { FrameFault, RelayEvents } from './relay-events.ts';
import type { Member, Room } from './room.ts';

/** What a connection needs of the relay it belongs to. */
export type ConnectionContext = {
  readonly log: Pick<UpdateLog, 'epoch' | 'durableOffset'>;
  readonly pace: Pace;
  readonly events: RelayEvents;
  /** The connection has left its room. Called once. */
  readonly left: (connection: Connection, room: Room) => void;
};

const maxUnknownFrames = 8;

/** One peer. Frames go in; what comes out goes to its socket. A class for the reason that `Delivery` is one. */
export class Connection implements Member {
  readonly #socket: PeerSocket;
  readonly #room: Room;
  readonly #hasExtension: boolean;
  readonly #context: ConnectionContext;
  readonly #delivery: Delivery;
  readonly #handshake: Handshake;
  readonly #acknowledgements: Acknowledgements;
  readonly #allowance: Allowance;
  readonly #openedAtMs: number;
  #isOpen = true;
  #unknownFrames = 0;

  /** Starts the life of a peer in its room. `hasExtension` is what it asked for with `ext=1`. */
  constructor(socket: PeerSocket, room: Room, hasExtension: boolean, context: ConnectionContext) {
    const { now, turn } = context.pace;
    this.#socket = socket;
    this.#room = room;
    this.#hasExtension = hasExtension;
    this.#context = context;
    this.#delivery = new Delivery(socket, this, turn, now);
    this.#handshake = new Handshake(room, this.#delivery, this, context.pace);
    this.#acknowledgements = new Acknowledgements((...settled) => this.#settled(...settled), now);
    this.#openedAtMs = now();
    this.#allowance = new Allowance(receivedBytesPerSecond, receivedBurstBytes, this.#openedAtMs);
    this.#open();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** One WebSocket message of the peer. */
  received(frame: Uint8Array): void {
    if (!this.#isOpen) return;
    this.#delivery.heard();
    this.#slowDown(frame.length);
    if (frame.length > maxFrameBytes) {
      this.#acknowledgements.received();
      this.#refuseDocumentFrame('too-large', 'too-large', 'tooLarge');
      return;
    }
    const message = decodeMessage(frame);
    if (message.ok) this.#messageReceived(message.value);
    else if (message.error.type === 'unknown-type') this.#unknownReceived();
    else this.#refuse('malformed', 'protocolError');
  }

  receivedText(): void {
    if (this.#isOpen) this.#refuse('text', 'protocolError');
  }

  /** The other end is alive. */
  ponged(): void {
    this.#delivery.heard();
  }

  /** The transport took what it was given and can take more. */
  drained(): void {
    if (this.#isOpen) this.#delivery.drained();
  }

  /** The transport is gone, whoever ended it. */
  transportClosed(): void {
    if (this.#isOpen) this.#leave('peer-left');
  }

  /** Keep-alive, liveness and back-pressure: call about once a second for every connection. */
  sweep(): void {
    if (!this.#isOpen) return;
    const hasMissedDeadline = !this.#delivery.hasAsked && this.#context.pace.now() - this.#openedAtMs >= joinDeadlineMs;
    if (hasMissedDeadline) this.end('overloaded');
    else this.#delivery.sweep();
  }

  /** Tells a client of ours that the relay is about to stop. */
  announceDraining(seconds: number): void {
    this.#notify('draining', seconds);
  }

  end(reason: CloseReason): void {
    if (!this.#isOpen) return;
    this.#delivery.flush();
    this.#leave(reason);
    this.#socket.close(closeCodes[reason], reason);
  }

  deliver(chunks: readonly Uint8Array[]): void {
    this.#delivery.deliver(chunks);
  }

  deliverExpendable(chunks: readonly Uint8Array[]): void {
    this.#delivery.deliverExpendable(chunks);
  }

  documentNearLimit(): void {
    this.#notify('document-near-limit', 0);
  }

  // A peer that does not read would not read the reason either.
  giveUp(reason: CloseReason | 'peer-left'): void {
    if (!this.#isOpen) return;
    this.#leave(reason);
    this.#socket.terminate();
  }

  fellBehind(): void {
    this.#handshake.fellBehind();
    this.#context.events.peerFellBehind();
  }

  relieved(): void {
    this.#handshake.relieved();
  }

  failRoom(failure: LogFailure): void {
    if (!this.#isOpen) return;
    if (failure.type === 'read-failed') this.#context.events.roomReadFailed(failure.message);
    this.#room.fail('internal');
  }

  #open(): void {
    const { events, log } = this.#context;
    events.connectionOpened();
    this.#room.enter(this);
    if (this.#hasExtension)
      this.#delivery.send({
        type: 'hello',
        version: extensionVersion,
        epoch: log.epoch,
        durableOffset: log.durableOffset(),
        isReadOnly: false,
      });
    void this.#handshake.ask();
    this.#sendPresence();
    if (this.#room.isNearLimit) this.documentNearLimit();
  }

  #leave(reason: CloseReason | 'peer-left'): void {
    this.#isOpen = false;
    this.#delivery.dispose();
    this.#room.leave(this);
    this.#context.events.connectionClosed(reason);
    this.#context.left(this, this.#room);
  }

  #refuse(fault: FrameFault, reason: CloseReason): void {
    this.#context.events.frameRejected(fault);
    this.end(reason);
  }

  #refuseDocumentFrame(fault: FrameFault, reject: RejectReason, reason: CloseReason): void {
    if (this.#hasExtension)
      this.#delivery.send({ type: 'reject', frame: this.#acknowledgements.frames, reason: reject });
    this.#refuse(fault, reason);
  }

  #notify(notice: 'draining' | 'rate-limited' | 'document-near-limit', seconds: number): void {
    if (this.#isOpen && this.#hasExtension) this.#delivery.send({ type: 'notice', notice, seconds });
  }

  /** Who sends more than its share is read later, not refused: nothing of what it sent is lost (rule R19). */
  #slowDown(bytes: number): void {
    const { pace, events } = this.#context;
    const waitMs = this.#allowance.spend(bytes, pace.now());
    if (waitMs === 0) return;
    this.#socket.pause();
    pace.afterMs(waitMs, () => this.#socket.resume());
    events.peerSlowedDown();
    this.#notify('rate-limited', Math.ceil(waitMs / 1000));
  }

  #messageReceived(message: Message): void {
    switch (message.type) {
      case 'sync-step-1':
        this.#stateVectorReceived(message.stateVector);
        break;
      case 'sync-step-2':
      case 'update':
        this.#documentFrameReceived(message.update);
        break;
      case 'awareness':
        this.#awarenessReceived(message.update);
        break;
      case 'query-awareness':
        this.#sendPresence();
        break;
      default:
        // What only a relay says.
        this.#unknownReceived();
    }
  }

  #unknownReceived(): void {
    this.#context.events.frameRejected('unknown');
    this.#unknownFrames += 1;
    if (this.#unknownFrames > maxUnknownFrames) this.end('protocolError');
  }

  #stateVectorReceived(stateVector: Uint8Array): void {
    const asked = this.#handshake.asked(stateVector);
    if (!asked.ok) this.#refuse(asked.error, asked.error === 'too-large' ? 'tooLarge' : 'protocolError');
  }

  #awarenessReceived(update: Uint8Array): void {
    const received = this.#room.awarenessReceived(update, this);
    if (!received.ok) this.#refuse('awareness', received.error === 'malformed' ? 'protocolError' : 'tooLarge');
  }

  #sendPresence(): void {
    this.#delivery.deliverExpendable(this.#room.everybody());
  }

  #documentFrameReceived(update: Uint8Array): void {
    this.#acknowledgements.received();
    this.#context.events.documentFrameReceived(update.length);
    const accepted = this.#room.accept(update, this);
    if (accepted.ok) {
      if (accepted.value.isKnown) this.#context.events.knownFrameReceived();
      this.#acknowledgements.wait(accepted.value.commit);
    } else if (accepted.error === 'document-full') this.#refuseDocumentFrame('document-full', 'too-large', 'tooLarge');
    else this.#refuseDocumentFrame(accepted.error, 'invalid', 'protocolError');
  }

  #settled(outcome: Result<Commit, LogFailure>, frames: number, waitedMs: number): void {
    if (!this.#isOpen) return;
    if (!outcome.ok) {
      this.failRoom(outcome.error);
      return;
    }
    this.#context.events.frameAcknowledged(waitedMs);
    if (this.#hasExtension) this.#delivery.send({ type: 'ack', frames, durableOffset: outcome.value.durableOffset });
  }
}
