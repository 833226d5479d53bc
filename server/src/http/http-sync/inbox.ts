import type { Carried } from '@ecritoire/shared';

/** What arrived from one client and is handled one by one, in order, a message per turn of the event loop (rule R19). */
export class Inbox {
  readonly #handle: (carried: Carried) => void;
  #waiting: Carried[] = [];
  #next = 0;
  #isPaused = false;
  #isPlanned = false;
  #whenEmpty: (() => void) | undefined;

  constructor(handle: (carried: Carried) => void) {
    this.#handle = handle;
  }

  /** Handles these; call again only after `whenEmpty`. */
  take(carried: readonly Carried[], whenEmpty: () => void): void {
    this.#waiting = [...carried];
    this.#next = 0;
    this.#whenEmpty = whenEmpty;
    this.#handleNext();
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#plan();
  }

  #plan(): void {
    if (this.#isPlanned || this.#whenEmpty === undefined) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      this.#handleNext();
    });
  }

  #handleNext(): void {
    if (this.#isPaused) return;
    const carried = this.#waiting[this.#next];
    if (carried !== undefined) {
      this.#next += 1;
      this.#handle(carried);
    }
    if (this.#next < this.#waiting.length || this.#isPaused) {
      this.#plan();
      return;
    }
    this.#waiting = [];
    const whenEmpty = this.#whenEmpty;
    this.#whenEmpty = undefined;
    whenEmpty?.();
  }
}
