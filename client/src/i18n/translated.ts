/** The same words in another language: the same keys at the same places, none missing and none more. */
export type Translated<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string ? string : Translated<Words[Key]>;
};
