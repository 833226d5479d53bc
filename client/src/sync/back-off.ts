/** When to try again after a connection was lost. */
export interface BackOff {
  /** How long to wait before the attempt that starts now, in milliseconds; counts it. */
  nextDelayMs(): number;
  /** A connection did useful work, or the person asked: the next wait is short again. */
  reset(): void;
}

const firstWindowMs = 1_000;
const lastWindowMs = 30_000;

/**
 * Full jitter: each wait is drawn from a window that doubles from 1 s to 30 s, so that the people whom a restart
 * disconnected together do not come back together. The very first attempt does not wait.
 */
export function createBackOff(random: () => number): BackOff {
  let attempt = 0;
  return {
    nextDelayMs() {
      const windowMs = attempt === 0 ? 0 : Math.min(lastWindowMs, firstWindowMs * 2 ** (attempt - 1));
      attempt += 1;
      return random() * windowMs;
    },
    reset() {
      attempt = 1;
    },
  };
}
