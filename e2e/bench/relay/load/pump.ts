/** Work that is due once a turn of the event loop, after every socket that had something was read. */
export interface Pump {
  /** The work is to be done at the end of this turn. */
  plan(): void;
  /** Rejects with what the work threw. */
  readonly failed: Promise<never>;
}

export function createPump(work: () => void): Pump {
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  let isPlanned = false;
  const run = () => {
    isPlanned = false;
    try {
      work();
    } catch (error) {
      failed.reject(error);
    }
  };
  return {
    plan() {
      if (isPlanned) return;
      isPlanned = true;
      setImmediate(run);
    },
    failed: failed.promise,
  };
}
