import { err, type Result } from '@ecritoire/shared';
import type { LogFailure } from './update-log.ts';

type Kinds<Requests> = { [K in keyof Requests]: { ask: unknown; answer: unknown } };

/** Questions to another thread that wait for their answers. */
export type Questions<Requests extends Kinds<Requests>> = {
  /** `post` hands the question over, with its number. */
  ask<K extends keyof Requests & string>(
    kind: K,
    question: Requests[K]['ask'],
    post: (message: unknown) => void,
  ): Promise<Result<Requests[K]['answer'], LogFailure>>;
  answered(id: number, answer: Result<unknown, LogFailure>): void;
  /** Nobody will answer any more what was asked until now. */
  fail(failure: LogFailure): void;
};

export function createQuestions<Requests extends Kinds<Requests>>(): Questions<Requests> {
  const waitingById = new Map<number, (answer: never) => void>();
  let lastId = 0;
  return {
    ask(kind, question, post) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        waitingById.set(id, resolve);
        post({ id, kind, ask: question });
      });
    },
    answered(id, answer) {
      // The number says which question this is the answer to, and so its type.
      waitingById.get(id)?.(answer as never);
      waitingById.delete(id);
    },
    fail(failure) {
      for (const settle of waitingById.values()) settle(err(failure) as never);
      waitingById.clear();
    },
  };
}
