import type { Result } from '@ecritoire/shared';
import type { Part } from './parts.ts';
import type { AppendBatch, HeldParts, NotNow } from './sqlite-store.ts';
import type { Commit, Contents, LogFailure } from './update-log.ts';

/** What the adapter asks of the thread that writes, and what each question is answered with. In order. */
export type WriteRequests = {
  append: { ask: AppendBatch; answer: Commit };
  hold: { ask: { readonly room: string; readonly quietSinceMs: number }; answer: HeldParts | NotNow };
  release: { ask: { readonly room: number }; answer: Commit };
  replace: {
    ask: { readonly held: HeldParts; readonly base: Uint8Array; readonly isReencoded: boolean };
    answer: boolean;
  };
  probe: { ask: object; answer: Commit };
  close: { ask: object; answer: Commit };
};

/** What the thread that reads is asked. The first two come through the thread that writes, after what was appended before. */
export type ReadRequests = {
  contents: { ask: { readonly room: string }; answer: Contents };
  missing: { ask: { readonly room: string; readonly stateVector: Uint8Array }; answer: readonly Uint8Array[] };
  parts: { ask: { readonly parts: readonly Part[] }; answer: readonly Uint8Array<ArrayBuffer>[] };
  due: { ask: { readonly nowMs: number }; answer: readonly DueRoom[] };
};

/** A room whose tail has grown, or is old. */
export type DueRoom = { readonly name: string; readonly isTailBig: boolean };

type Requests = WriteRequests & ReadRequests;
type RequestOf<R, K extends keyof R> = {
  [Kind in K]: R[Kind] extends { ask: infer Ask }
    ? { readonly id: number; readonly kind: Kind; readonly ask: Ask }
    : never;
}[K];

export type WriteRequest = RequestOf<WriteRequests, keyof WriteRequests>;
/** A read that waits its turn behind the appends made before it. */
export type OrderedRead = RequestOf<ReadRequests, 'contents' | 'missing'>;
export type DirectRead = RequestOf<ReadRequests, 'parts' | 'due'>;

/** The reading thread is met through this port; a new one when that thread was started again. */
export type ReaderStarted = { readonly kind: 'reader-started'; readonly port: MessagePort };

/** A read on its way from one thread to the other, with what only the first one knows. */
export type ReadWithTail = OrderedRead & {
  readonly number: number | undefined;
  readonly tail: { readonly bytes: Uint8Array; readonly lengths: readonly number[] } | undefined;
};

/** A read of a room that cannot be told from others; the answer goes the same way as all. */
export type RefusedRead = OrderedRead & { readonly refusal: string };

/** What a reader tells the thread that writes. */
export type DamagedPart = { readonly room: number; readonly through: number };

export type Answered = {
  readonly type: 'answered';
  readonly id: number;
  readonly answer: Result<Requests[keyof Requests]['answer'], LogFailure>;
};

export type Opened = {
  readonly type: 'opened';
  readonly epoch: string;
  readonly durableOffset: number;
  /** The name of some room is lost. */
  readonly isInDoubt: boolean;
};

/** What the thread that writes says, unasked except for `answered`. */
export type WriteReport =
  | Answered
  | Opened
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'storage-failed'; readonly message: string }
  | { readonly type: 'record-damaged'; readonly record: number }
  | { readonly type: 'room-name-damaged'; readonly room: number }
  | { readonly type: 'commits-lost'; readonly commits: number }
  | { readonly type: 'folded'; readonly records: number; readonly ms: number };
