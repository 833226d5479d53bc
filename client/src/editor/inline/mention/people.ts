/** Somebody who can be mentioned. */
export interface Person {
  /** Theirs on their device. Self-declared: it proves nothing. */
  readonly id: string;
  readonly name: string;
  readonly isSelf?: true;
}

/** Who can be mentioned without writing their name. */
export interface People {
  /** Those who have the document open, oneself last. */
  here(): readonly Person[];
}
