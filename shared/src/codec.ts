import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { type ExtensionMessage, type Message, notices, rejectReasons } from './messages.ts';
import { err, ok, type Result, unreachable } from './result.ts';

const outer = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, extension: 110 } as const;
const sync = { step1: 0, step2: 1, update: 2 } as const;
const auth = { permissionDenied: 0 } as const;
const extension = { hello: 0, ack: 2, reject: 3, notice: 4 } as const;
const helloFlags = { readOnly: 1 } as const;

/** The outer type of extension frames, as a stock provider's `messageHandlers` index. */
export const extensionFrameType = outer.extension;

/** Awareness of nobody: resets a stock client's 30 s watchdog and does nothing else (docs/protocol.md, rule R8). */
export const keepAliveFrame = Uint8Array.of(outer.awareness, 1, 0);

/** Why bytes are no message. `unknown-type` may be ignored: a newer peer speaks; `malformed` is a broken peer. */
export type DecodeError = { readonly type: 'unknown-type'; readonly found: number } | { readonly type: 'malformed' };

export function encodeMessage(message: Message): Uint8Array {
  const encoder = encoding.createEncoder();
  switch (message.type) {
    case 'sync-step-1':
      return encodeSync(encoder, sync.step1, message.stateVector);
    case 'sync-step-2':
      return encodeSync(encoder, sync.step2, message.update);
    case 'update':
      return encodeSync(encoder, sync.update, message.update);
    case 'awareness':
      encoding.writeVarUint(encoder, outer.awareness);
      encoding.writeVarUint8Array(encoder, message.update);
      return encoding.toUint8Array(encoder);
    case 'query-awareness':
      return Uint8Array.of(outer.queryAwareness);
    case 'permission-denied':
      encoding.writeVarUint(encoder, outer.auth);
      encoding.writeVarUint(encoder, auth.permissionDenied);
      encoding.writeVarString(encoder, message.reason);
      return encoding.toUint8Array(encoder);
    case 'hello':
    case 'ack':
    case 'reject':
    case 'notice':
      encoding.writeVarUint(encoder, outer.extension);
      encoding.writeVarUint8Array(encoder, encodeExtensionPayload(message));
      return encoding.toUint8Array(encoder);
    default:
      return unreachable(message);
  }
}

function encodeSync(encoder: encoding.Encoder, subtype: number, body: Uint8Array): Uint8Array {
  encoding.writeVarUint(encoder, outer.sync);
  encoding.writeVarUint(encoder, subtype);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}

function encodeExtensionPayload(message: ExtensionMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, extension[message.type]);
  switch (message.type) {
    case 'hello':
      encoding.writeVarUint(encoder, message.version);
      encoding.writeVarString(encoder, message.epoch);
      encoding.writeVarUint(encoder, message.durableOffset);
      encoding.writeVarUint(encoder, message.isReadOnly ? helloFlags.readOnly : 0);
      break;
    case 'ack':
      encoding.writeVarUint(encoder, message.frames);
      encoding.writeVarUint(encoder, message.durableOffset);
      break;
    case 'reject':
      encoding.writeVarUint(encoder, message.frame);
      encoding.writeVarUint(encoder, rejectReasons.indexOf(message.reason));
      break;
    case 'notice':
      encoding.writeVarUint(encoder, notices.indexOf(message.notice));
      encoding.writeVarUint(encoder, message.seconds);
      break;
    default:
      unreachable(message);
  }
  return encoding.toUint8Array(encoder);
}

/**
 * Reads one WebSocket message. Never throws. Byte arrays in the result are views into `frame`: copy what
 * must outlive it. Bytes after the message are ignored, as stock peers do.
 */
export function decodeMessage(frame: Uint8Array): Result<Message, DecodeError> {
  try {
    return decodeOuter(decoding.createDecoder(frame));
  } catch {
    // lib0 throws on every kind of truncation: to the caller they are one thing.
    return err({ type: 'malformed' });
  }
}

function decodeOuter(decoder: decoding.Decoder): Result<Message, DecodeError> {
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case outer.sync:
      return decodeSync(decoder);
    case outer.awareness:
      return ok({ type: 'awareness', update: decoding.readVarUint8Array(decoder) });
    case outer.auth:
      return decoding.readVarUint(decoder) === auth.permissionDenied
        ? ok({ type: 'permission-denied', reason: decoding.readVarString(decoder) })
        : err({ type: 'unknown-type', found: type });
    case outer.queryAwareness:
      return ok({ type: 'query-awareness' });
    case outer.extension:
      return decodeExtensionPayload(decoding.readVarUint8Array(decoder));
    default:
      return err({ type: 'unknown-type', found: type });
  }
}

function decodeSync(decoder: decoding.Decoder): Result<Message, DecodeError> {
  const subtype = decoding.readVarUint(decoder);
  switch (subtype) {
    case sync.step1:
      return ok({ type: 'sync-step-1', stateVector: decoding.readVarUint8Array(decoder) });
    case sync.step2:
      return ok({ type: 'sync-step-2', update: decoding.readVarUint8Array(decoder) });
    case sync.update:
      return ok({ type: 'update', update: decoding.readVarUint8Array(decoder) });
    default:
      // A stock peer throws on this one, so nobody may send it in the hope of being ignored.
      return err({ type: 'malformed' });
  }
}

/** Reads the payload of an extension frame: what follows type 110. Never throws. */
export function decodeExtension(payload: Uint8Array): Result<ExtensionMessage, DecodeError> {
  try {
    return decodeExtensionPayload(payload);
  } catch {
    return err({ type: 'malformed' });
  }
}

function decodeExtensionPayload(payload: Uint8Array): Result<ExtensionMessage, DecodeError> {
  const decoder = decoding.createDecoder(payload);
  const kind = decoding.readVarUint(decoder);
  switch (kind) {
    case extension.hello:
      return ok({
        type: 'hello',
        version: decoding.readVarUint(decoder),
        epoch: decoding.readVarString(decoder),
        durableOffset: decoding.readVarUint(decoder),
        isReadOnly: (decoding.readVarUint(decoder) & helloFlags.readOnly) !== 0,
      });
    case extension.ack:
      return ok({ type: 'ack', frames: decoding.readVarUint(decoder), durableOffset: decoding.readVarUint(decoder) });
    case extension.reject:
      return decodeReject(decoding.readVarUint(decoder), decoding.readVarUint(decoder));
    case extension.notice:
      return decodeNotice(decoding.readVarUint(decoder), decoding.readVarUint(decoder));
    default:
      return err({ type: 'unknown-type', found: kind });
  }
}

function decodeReject(frame: number, code: number): Result<ExtensionMessage, DecodeError> {
  const reason = rejectReasons[code];
  return reason === undefined ? err({ type: 'unknown-type', found: code }) : ok({ type: 'reject', frame, reason });
}

function decodeNotice(code: number, seconds: number): Result<ExtensionMessage, DecodeError> {
  const notice = notices[code];
  return notice === undefined ? err({ type: 'unknown-type', found: code }) : ok({ type: 'notice', notice, seconds });
}
