/** How many colours tokens.css holds for people (`--person-0` and on). */
export const personColorCount = 8;

/** What other clients are told, for those that draw the colour they are given. The light values of tokens.css. */
const sharedColors = ['#b3420f', '#0e6f86', '#6b3fb5', '#a8326b', '#3f6212', '#7a5200', '#27567f', '#8f2d2d'] as const;

/** The number of a person's colour: the same on every device, and never taken from the wire. */
export function personColorIndex(personId: string): number {
  let hash = 0x811c9dc5;
  // FNV-1a: close ids get distant colours.
  for (let i = 0; i < personId.length; i++) hash = Math.imul(hash ^ personId.charCodeAt(i), 0x01000193) >>> 0;
  return hash % personColorCount;
}

/** The colour to announce in awareness, `#rrggbb`. */
export const personColor = (personId: string): string => sharedColors[personColorIndex(personId)] ?? sharedColors[0];
