import { maxDocumentBytes, nearDocumentLimitBytes, type Result } from '@ecritoire/shared';
import type { Contents, LogFailure } from '../update-log/update-log.ts';

// What is sent takes several times what it comes to, compacted: this much may come before it is measured again.
const measureEveryBytes = 10_000_000;
// Somebody is making room: the limit must not stand longer than that after it is gone.
const measureFullEveryMs = 30_000;

/**
 * How large a document is, compacted, against what a frame can carry (rule R18). Measuring compacts it, so it is
 * done rarely: between two measurements a document may pass its limit by what came meanwhile.
 */
export class DocumentSize {
  readonly #compact: () => Promise<Result<Contents, LogFailure>>;
  readonly #passedNearLimit: () => void;
  readonly #now: () => number;
  #unmeasuredBytes = 0;
  #measuredAtMs = 0;
  #isMeasuring = false;
  isNearLimit = false;
  isFull = false;

  constructor(compact: () => Promise<Result<Contents, LogFailure>>, passedNearLimit: () => void, now: () => number) {
    this.#compact = compact;
    this.#passedNearLimit = passedNearLimit;
    this.#now = now;
  }

  /** The room takes this much in the log, compacted or not. */
  loaded(bytes: number): void {
    if (bytes > nearDocumentLimitBytes) this.#measure();
  }

  grew(bytes: number): void {
    this.#unmeasuredBytes += bytes;
    const isDue = this.isFull
      ? this.#now() - this.#measuredAtMs >= measureFullEveryMs
      : this.#unmeasuredBytes > measureEveryBytes;
    if (isDue) this.#measure();
  }

  #measure(): void {
    if (this.#isMeasuring) return;
    this.#isMeasuring = true;
    this.#measuredAtMs = this.#now();
    this.#unmeasuredBytes = 0;
    void this.#compact().then((contents) => {
      this.#isMeasuring = false;
      // A room that cannot be read is ended by whoever reads it next.
      if (contents.ok) this.#measured(contents.value.bytes);
    });
  }

  #measured(bytes: number): void {
    const wasNearLimit = this.isNearLimit;
    this.isNearLimit = bytes > nearDocumentLimitBytes;
    this.isFull = bytes > maxDocumentBytes;
    if (this.isNearLimit && !wasNearLimit) this.#passedNearLimit();
  }
}
