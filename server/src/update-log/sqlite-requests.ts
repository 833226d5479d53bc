import type { Result } from '@ecritoire/shared';
import type { Commit, Contents, LogFailure } from './update-log.ts';

/** What the adapter asks of its worker thread, and what each question is answered with. */
export type Requests = {
  /** `bytes` is every update of the batch in a row; `rooms` and `lengths` say how to cut it. */
  append: {
    ask: { readonly rooms: readonly string[]; readonly lengths: readonly number[]; readonly bytes: Uint8Array };
    answer: Commit;
  };
  contents: { ask: { readonly room: string }; answer: Contents };
  missing: { ask: { readonly room: string; readonly stateVector: Uint8Array }; answer: readonly Uint8Array[] };
  probe: { ask: object; answer: Commit };
  close: { ask: object; answer: Commit };
};

export type RequestKind = keyof Requests;

/** One question; the thread answers in the order of arrival. */
export type Request = { [K in RequestKind]: { readonly kind: K; readonly ask: Requests[K]['ask'] } }[RequestKind];

/** What the worker says, unasked except for `answered`. */
export type Report =
  | { readonly type: 'opened'; readonly epoch: string; readonly durableOffset: number }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'answered'; readonly answer: Result<Requests[RequestKind]['answer'], LogFailure> }
  | { readonly type: 'storage-failed'; readonly message: string }
  | { readonly type: 'record-damaged'; readonly record: number }
  | { readonly type: 'room-unreadable'; readonly message: string };
