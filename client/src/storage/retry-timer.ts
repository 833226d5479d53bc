const firstRetryAfterMs = 1_000;
const lastRetryAfterMs = 8_000;

export interface RetryTimer {
  /** One more attempt, after twice the time of the one before. What is due already is not put off. */
  schedule(): void;
  /** No attempt is due any more, and the next time begins small again. */
  reset(): void;
}

/** Waits between attempts at what failed: 1 s at first, 8 s at most. */
export function createRetryTimer(attempt: () => void): RetryTimer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryAfterMs = firstRetryAfterMs;

  return {
    schedule() {
      timer ??= setTimeout(() => {
        timer = undefined;
        retryAfterMs = Math.min(lastRetryAfterMs, retryAfterMs * 2);
        attempt();
      }, retryAfterMs);
    },
    reset() {
      clearTimeout(timer);
      timer = undefined;
      retryAfterMs = firstRetryAfterMs;
    },
  };
}
