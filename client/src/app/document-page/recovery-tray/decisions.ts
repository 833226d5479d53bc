import type { Passage } from '../../../editor/reveal-block.ts';
import type { OpenEntry } from './open-entries.ts';

/** What the tray needs of the text below it. */
export interface TextAccess {
  reveal(passage: Passage): void;
  /** Takes the focus when there is nothing left to decide. */
  focus(): void;
}

/** What a person who may write can do about entries. */
export interface Decisions {
  putBack(entries: readonly OpenEntry[]): void;
  /** Asks first. */
  discard(entries: readonly OpenEntry[]): void;
  reveal(passage: Passage): void;
}
