import { describe, expect, it } from 'vitest';
import { personColor, personColorCount, personColorIndex } from './person-color.ts';
import css from './tokens.css?raw';

const [ordinary = '', contrasted = ''] = css.split('@media (prefers-contrast: more)');

type Theme = 'light' | 'dark';
type Palette = ReadonlyMap<string, Readonly<Record<Theme, string>>>;

const paletteOf = (text: string): Palette =>
  new Map(
    [...text.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
      ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
    ),
  );

const normal = paletteOf(ordinary);
const more: Palette = new Map([...normal, ...paletteOf(contrasted)]);

/** Relative luminance, WCAG 2.2. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(palette: Palette, a: string, b: string, theme: Theme): number {
  const [first, second] = [palette.get(a)?.[theme], palette.get(b)?.[theme]];
  if (first === undefined || second === undefined) throw new Error(`No token ${a} or ${b}`);
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** What words can be written in and set on (`editor/formats/palette.ts`): each on each. */
const tokensOf = (kind: string): string[] => [...normal.keys()].filter((name) => name.startsWith(`${kind}-`));
const textColors = tokensOf('text');
const highlights = tokensOf('highlight');

const people = Array.from({ length: personColorCount }, (_, index) => `person-${index}`);

/** Text that is really set on that ground somewhere. */
const textPairs: readonly (readonly [string, string])[] = [
  ...['ink', 'ink-2', 'ink-3', 'accent'].flatMap((text) => [
    [text, 'paper'] as const,
    [text, 'desk'] as const,
    [text, 'hover'] as const,
  ]),
  // Code.
  ...textColors.map((text) => [text, 'desk'] as const),
  ['ink', 'accent-soft'],
  ['accent', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['ok', 'ok-soft'],
  ['warn', 'warn-soft'],
  ['ink', 'warn-soft'],
  ['ink-2', 'warn-soft'],
  ['ink', 'ok-soft'],
  ['ink-2', 'ok-soft'],
  ['ink-2', 'accent-soft'],
  ['accent', 'ok-soft'],
  ['accent', 'warn-soft'],
  ['danger', 'danger-soft'],
  ['ink', 'danger-soft'],
  ['danger', 'paper'],
  ['on-danger', 'danger'],
  ...people.map((person) => ['on-person', person] as const),
  ...['ink', 'ink-2', 'accent', ...textColors].flatMap((text) => highlights.map((ground) => [text, ground] as const)),
  ...textColors.flatMap((text) =>
    ['paper', 'desk', 'accent-soft', 'warn-soft', 'ok-soft', 'danger-soft'].map((ground) => [text, ground] as const),
  ),
];

/** Edges and signs that must be seen to use a control, or to know who is where. */
const controlPairs: readonly (readonly [string, string])[] = [
  ['control-line', 'paper'],
  ['control-line', 'desk'],
  ['accent', 'desk'],
  ...people.map((person) => [person, 'paper'] as const),
];

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  it.each(textPairs)('[UI-CONTRAST] text %s on %s reaches 4.5 to 1', (text, ground) => {
    expect(contrast(normal, text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(controlPairs)('[UI-CONTRAST] control %s on %s reaches 3 to 1', (control, ground) => {
    expect(contrast(normal, control, ground, theme)).toBeGreaterThanOrEqual(3);
  });

  it.each(['ink', 'ink-2', 'ink-3'])('[UI-CONTRAST] with more contrast asked for, %s reaches 7 to 1', (text) => {
    expect(contrast(more, text, 'paper', theme)).toBeGreaterThanOrEqual(7);
    expect(contrast(more, text, 'desk', theme)).toBeGreaterThanOrEqual(7);
  });
});

describe('the colour of a person', () => {
  it('[UI-PERSON-COLOR] announced to others is the light colour of the tokens', () => {
    const ids = Array.from({ length: 200 }, (_, index) => `person-${index}-id`);
    for (const id of ids) expect(personColor(id)).toBe(normal.get(`person-${personColorIndex(id)}`)?.light);
    expect(new Set(ids.map(personColorIndex)).size).toBe(personColorCount);
  });
});
