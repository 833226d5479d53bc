/** IndexedDB that has given no answer for this long has failed. */
const noAnswerAfterMs = 5_000;

/** The answer of `work`, or a rejection with a TimeoutError when it takes too long. What arrives later is unheard. */
export async function answerInTime<T>(work: Promise<T>): Promise<T> {
  const { promise: noAnswer, reject: giveUp } = Promise.withResolvers<never>();
  const timer = setTimeout(() => giveUp(new DOMException('No answer', 'TimeoutError')), noAnswerAfterMs);
  try {
    return await Promise.race([work, noAnswer]);
  } finally {
    clearTimeout(timer);
  }
}
