import {
  type CloseReason,
  closeCodes,
  decodeMessage,
  encodeMessage,
  extensionVersion,
  type Message,
  maxFrameBytes,
  maxStateVectorBytes,
  type RejectReason,
  type Result,
} from '@ecritoire/shared';
import type { Commit, LogFailure, UpdateLog } from '../update-log/update-log.ts';
import { createDelivery } from './delivery.ts';
import type { FanOut, PeerSocket } from './fan-out.ts';
import { isStateVector } from './plausibility.ts';
import type { FrameFault, RelayEvents } from './relay-events.ts';
import type { Member, Room } from './room.ts';

/** What a connection needs of the relay it belongs to. */
export type ConnectionContext = {
  readonly room: Room;
  readonly log: Pick<UpdateLog, 'epoch' | 'durableOffset'>;
  readonly fanOut: FanOut;
  readonly events: RelayEvents;
  readonly now: () => number;
  /** The room may forget the connection. Called once. */
  readonly left: () => void;
};

/** One peer. Frames go in; what comes out goes to its socket. */
export type Connection = {
  received(frame: Uint8Array): void;
  receivedText(): void;
  ponged(): void;
  /** The transport is gone, whoever ended it. */
  transportClosed(): void;
  /** Keep-alive, liveness and back-pressure: called about once a second for every connection. */
  sweep(): void;
  /** Tells a client of ours that the relay is about to stop. */
  announceDraining(seconds: number): void;
  end(reason: CloseReason): void;
};

const maxUnknownFrames = 8;

/** The document-bearing frames that share one commit: `frames` is the number of the last of them. */
type Awaited = {
  readonly commit: Promise<Result<Commit, LogFailure>>;
  readonly receivedAtMs: number;
  frames: number;
};

/** Starts the life of one peer in its room. `hasExtension` is what the peer asked for with `ext=1`. */
export function createConnection(
  socket: PeerSocket,
  hasExtension: boolean,
  { room, log, fanOut, events, now, left }: ConnectionContext,
): Connection {
  const delivery = createDelivery(socket, fanOut, now, giveUp);
  let isOpen = true;
  let documentFrames = 0;
  let unknownFrames = 0;
  let stateVectorsReceived = 0;
  let isAnswering = false;
  let nextStateVector: Uint8Array | undefined;
  let awaited: Awaited | undefined;

  const member: Member = { deliverUpdate: delivery.live, deliverAwareness: delivery.expendable, end };
  const send = (message: Message): void => delivery.send(encodeMessage(message));

  function end(reason: CloseReason): void {
    if (!isOpen) return;
    delivery.flush();
    leave(reason);
    socket.close(closeCodes[reason], reason);
  }

  // A peer that does not read would not read the reason either.
  function giveUp(reason: CloseReason | 'peer-left'): void {
    leave(reason);
    socket.terminate();
  }

  function leave(reason: CloseReason | 'peer-left'): void {
    isOpen = false;
    delivery.dispose();
    room.leave(member);
    events.connectionClosed(reason);
    left();
  }

  function refuse(fault: FrameFault, reason: CloseReason): void {
    events.frameRejected(fault);
    end(reason);
  }

  function refuseDocumentFrame(fault: FrameFault, reject: RejectReason, reason: CloseReason): void {
    if (hasExtension) send({ type: 'reject', frame: documentFrames, reason: reject });
    refuse(fault, reason);
  }

  function failRoom(failure: LogFailure): void {
    if (!isOpen) return;
    if (failure.type === 'read-failed') events.roomReadFailed(failure.message);
    room.fail('internal');
  }

  async function sendOwnStateVector(): Promise<void> {
    const stateVector = await room.stateVector();
    if (!isOpen) return;
    if (stateVector.ok) send({ type: 'sync-step-1', stateVector: stateVector.value });
    else failRoom(stateVector.error);
  }

  /** Answers one SyncStep1 at a time; of those that come meanwhile only the newest matters. */
  async function answerStateVectors(): Promise<void> {
    isAnswering = true;
    for (let asked = nextStateVector; asked !== undefined && isOpen; asked = nextStateVector) {
      nextStateVector = undefined;
      await answerStateVector(asked);
    }
    isAnswering = false;
  }

  async function answerStateVector(stateVector: Uint8Array): Promise<void> {
    // From here on live frames are kept for after the answer: what the read does not see comes with them.
    delivery.beginJoin();
    const missing = await room.missing(stateVector);
    if (!isOpen) return;
    if (!missing.ok) return failRoom(missing.error);
    // The SyncStep2 comes last: to a stock client it says that it has everything (rule R5).
    const parts = missing.value;
    for (const update of parts.slice(0, -1)) send({ type: 'update', update });
    send({ type: 'sync-step-2', update: parts.at(-1) ?? emptyUpdate });
    delivery.finishJoin();
  }

  function stateVectorReceived(stateVector: Uint8Array): void {
    if (stateVector.length > maxStateVectorBytes) refuse('too-large', 'tooLarge');
    else if (isStateVector(stateVector)) answerTo(stateVector);
    else refuse('malformed', 'protocolError');
  }

  function answerTo(stateVector: Uint8Array): void {
    stateVectorsReceived += 1;
    // A later SyncStep1 is a client that doubts: it is asked again for what the relay lacks (rule R3).
    if (stateVectorsReceived > 1) void sendOwnStateVector();
    nextStateVector = stateVector.slice();
    if (!isAnswering) void answerStateVectors();
  }

  function documentFrameReceived(update: Uint8Array): void {
    documentFrames += 1;
    events.documentFrameReceived(update.length);
    const accepted = room.accept(update, member);
    if (accepted.ok) awaitCommit(accepted.value);
    else refuseDocumentFrame(accepted.error, 'invalid', 'protocolError');
  }

  function awaitCommit(commit: Promise<Result<Commit, LogFailure>>): void {
    if (awaited?.commit === commit) {
      awaited.frames = documentFrames;
      return;
    }
    const waiting: Awaited = { commit, frames: documentFrames, receivedAtMs: now() };
    awaited = waiting;
    void commit.then((outcome) => acknowledge(waiting, outcome));
  }

  function acknowledge(waiting: Awaited, outcome: Result<Commit, LogFailure>): void {
    if (awaited === waiting) awaited = undefined;
    if (!isOpen) return;
    if (!outcome.ok) {
      failRoom(outcome.error);
      return;
    }
    events.frameAcknowledged(now() - waiting.receivedAtMs);
    if (hasExtension) send({ type: 'ack', frames: waiting.frames, durableOffset: outcome.value.durableOffset });
  }

  function awarenessReceived(update: Uint8Array): void {
    const news = room.presence.receive(update, member);
    if (!news.ok) refuse('awareness', news.error === 'too-large' ? 'tooLarge' : 'protocolError');
    else if (news.value !== undefined) room.tellOthers(news.value, member);
  }

  function sendPresence(): void {
    const everybody = room.presence.everybody();
    if (everybody !== undefined) send({ type: 'awareness', update: everybody });
  }

  function unknownReceived(): void {
    events.frameRejected('unknown');
    unknownFrames += 1;
    if (unknownFrames > maxUnknownFrames) end('protocolError');
  }

  function messageReceived(message: Message): void {
    switch (message.type) {
      case 'sync-step-1':
        stateVectorReceived(message.stateVector);
        break;
      case 'sync-step-2':
      case 'update':
        documentFrameReceived(message.update);
        break;
      case 'awareness':
        awarenessReceived(message.update);
        break;
      case 'query-awareness':
        sendPresence();
        break;
      default:
        // What only a relay says.
        unknownReceived();
    }
  }

  events.connectionOpened();
  room.enter(member);
  if (hasExtension)
    send({
      type: 'hello',
      version: extensionVersion,
      epoch: log.epoch,
      durableOffset: log.durableOffset(),
      isReadOnly: false,
    });
  void sendOwnStateVector();
  sendPresence();

  return {
    received(frame) {
      if (!isOpen) return;
      delivery.heard();
      if (frame.length > maxFrameBytes) {
        documentFrames += 1;
        return refuseDocumentFrame('too-large', 'too-large', 'tooLarge');
      }
      const message = decodeMessage(frame);
      if (message.ok) messageReceived(message.value);
      else if (message.error.type === 'unknown-type') unknownReceived();
      else refuse('malformed', 'protocolError');
    },
    receivedText: () => {
      if (isOpen) refuse('text', 'protocolError');
    },
    ponged: delivery.heard,
    transportClosed: () => {
      if (isOpen) leave('peer-left');
    },
    sweep: () => {
      if (isOpen) delivery.sweep();
    },
    announceDraining: (seconds) => {
      if (isOpen && hasExtension) send({ type: 'notice', notice: 'draining', seconds });
    },
    end,
  };
}

const emptyUpdate = Uint8Array.of(0, 0);
