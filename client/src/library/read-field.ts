/** The last moment that a `Date` can be: a later one would make every formatting of it throw. */
const lastMs = 8.64e15;

/** A time in milliseconds since 1970, 0 for what is none. */
export const readTime = (value: unknown): number =>
  typeof value === 'number' && value > 0 && value <= lastMs ? value : 0;

/** A text of at most so many UTF-16 units, well-formed; empty for what is none. */
export const readText = (value: unknown, longest: number): string =>
  typeof value === 'string' ? value.slice(0, longest).toWellFormed() : '';

/** The name of an icon, which another version may know and this one not. */
export const readIcon = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z][a-z0-9-]{0,31}$/.test(value) ? value : undefined;
