/** The colours that words can have. Documents hold these names, never a value of CSS: each theme has its own. */
export const paletteColors = ['grey', 'red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink'] as const;

export type PaletteColor = (typeof paletteColors)[number];

/** A name of a colour, also one that a later version may know: drawn as nothing by this one, and kept. */
export const toColorName = (written: string | null): string | undefined =>
  written !== null && /^[a-z]{1,20}$/.test(written) ? written : undefined;

/** Where a colour begins on the circle of hues, in degrees; the next one ends it. */
const hues: readonly (readonly [number, PaletteColor])[] = [
  [0, 'red'],
  [14, 'orange'],
  [42, 'yellow'],
  [72, 'green'],
  [175, 'blue'],
  [255, 'purple'],
  [290, 'pink'],
  [345, 'red'],
];

/** What word processors write by name. */
const namedColors: ReadonlyMap<string, PaletteColor> = new Map([
  ['yellow', 'yellow'],
  ['lime', 'green'],
  ['green', 'green'],
  ['olive', 'yellow'],
  ['aqua', 'blue'],
  ['cyan', 'blue'],
  ['teal', 'blue'],
  ['blue', 'blue'],
  ['navy', 'blue'],
  ['red', 'red'],
  ['maroon', 'red'],
  ['orange', 'orange'],
  ['fuchsia', 'pink'],
  ['magenta', 'pink'],
  ['pink', 'pink'],
  ['purple', 'purple'],
]);

/** Less colour than this is black, white or grey: what ordinary text has on an ordinary page. */
const leastChroma = 40;

/** The colour of the palette that is nearest to one of CSS, if that is a colour at all. */
export function nearestColor(css: string): PaletteColor | undefined {
  const named = namedColors.get(css.trim().toLowerCase());
  if (named !== undefined) return named;
  const [red, green, blue, alpha = 1] = readChannels(css.trim());
  if (red === undefined || green === undefined || blue === undefined || alpha === 0) return undefined;
  const strongest = Math.max(red, green, blue);
  const chroma = strongest - Math.min(red, green, blue);
  if (chroma < leastChroma) return undefined;
  const sixth =
    strongest === red
      ? (green - blue) / chroma
      : strongest === green
        ? (blue - red) / chroma + 2
        : (red - green) / chroma + 4;
  const hue = (sixth * 60 + 360) % 360;
  return hues.findLast(([from]) => hue >= from)?.[1];
}

/** Red, green and blue up to 255, and what is seen through it up to 1. Empty for what is no colour in numbers. */
function readChannels(css: string): readonly number[] {
  const [, hex] = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(css) ?? [];
  if (hex !== undefined) {
    const width = hex.length / 3;
    return [0, 1, 2].map((at) => Number.parseInt(hex.slice(at * width, (at + 1) * width).repeat(2 / width), 16));
  }
  const [, numbers = ''] = /^rgba?\(([\d\s.,/]+)\)$/i.exec(css) ?? [];
  return numbers === '' ? [] : numbers.split(/[\s,/]+/).map(Number);
}

/** What stands in links and headings has its colour from the page that it was copied from, not from its writer. */
export const isColoredByWriter = (element: HTMLElement): boolean =>
  element.closest('a, h1, h2, h3, h4, h5, h6') === null;
