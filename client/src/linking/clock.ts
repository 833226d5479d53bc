/** Time, so that a test may let ten minutes pass. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `work` in so many milliseconds, unless the returned function is called before. */
  after(ms: number, work: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
