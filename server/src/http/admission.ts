/** The door of the relay: newcomers wait in line. */
export type Admission = {
  queue(admit: () => void): void;
  readonly isFull: boolean;
};

// A handshake takes a fifth of a millisecond. When everybody comes back at once, others are served between a few of them.
const welcomesPerTurn = 8;
const maxWaiting = 5000;

/** Runs what is queued in order, a few each turn of the event loop (rule R20). */
export function createAdmission(): Admission {
  const queued: (() => void)[] = [];

  function admitSome(): void {
    for (const admit of queued.splice(0, welcomesPerTurn)) admit();
    if (queued.length > 0) setImmediate(admitSome);
  }

  return {
    queue(admit) {
      if (queued.length === 0) setImmediate(admitSome);
      queued.push(admit);
    },
    get isFull() {
      return queued.length >= maxWaiting;
    },
  };
}
