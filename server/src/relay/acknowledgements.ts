import type { Result } from '@ecritoire/shared';
import type { Commit, LogFailure } from '../update-log/update-log.ts';

type Outcome = Result<Commit, LogFailure>;

/** The document-bearing frames that share one commit: `frames` is the number of the last of them. */
type Awaited = { readonly commit: Promise<Outcome>; readonly receivedAtMs: number; frames: number };

/**
 * Counts the document-bearing frames of one connection and says when the first n of them are durable (rules A2, A3).
 * Frames that share a commit are told as one.
 */
export class Acknowledgements {
  readonly #settled: (outcome: Outcome, frames: number, waitedMs: number) => void;
  readonly #now: () => number;
  #awaited: Awaited | undefined;
  #frames = 0;

  constructor(settled: (outcome: Outcome, frames: number, waitedMs: number) => void, now: () => number) {
    this.#settled = settled;
    this.#now = now;
  }

  /** Document-bearing frames received. */
  get frames(): number {
    return this.#frames;
  }

  received(): void {
    this.#frames += 1;
  }

  /** The frame received last is durable with this commit. Commits settle in the order in which they were asked for. */
  wait(commit: Promise<Outcome>): void {
    if (this.#awaited?.commit === commit) {
      this.#awaited.frames = this.#frames;
      return;
    }
    const waiting: Awaited = { commit, frames: this.#frames, receivedAtMs: this.#now() };
    this.#awaited = waiting;
    void commit.then((outcome) => {
      if (this.#awaited === waiting) this.#awaited = undefined;
      this.#settled(outcome, waiting.frames, this.#now() - waiting.receivedAtMs);
    });
  }
}
