import { describe, expect, it } from 'vitest';
import css from '../../ui/tokens.css?raw';
import { nearestColor, paletteColors, toColorName } from './palette.ts';

describe('the palette', () => {
  it('[UI-CONTRAST] has a token for each colour, of words and of their ground, and no others', () => {
    const tokensOf = (kind: string) =>
      [...css.matchAll(new RegExp(`--${kind}-([a-z]+):`, 'g'))].map(([, name]) => name);
    expect(tokensOf('text')).toEqual([...paletteColors]);
    expect(tokensOf('highlight')).toEqual([...paletteColors]);
  });

  it.each([
    ['yellow', 'yellow'],
    ['#ffff00', 'yellow'],
    ['#ff0', 'yellow'],
    ['rgb(255, 0, 0)', 'red'],
    ['rgb(204, 0, 0)', 'red'],
    ['rgb(255 153 0)', 'orange'],
    ['rgb(0, 255, 0)', 'green'],
    ['#38761d', 'green'],
    ['rgb(74, 134, 232)', 'blue'],
    ['#00ffff', 'blue'],
    ['rgba(153, 0, 255, 0.5)', 'purple'],
    ['#ff00ff', 'pink'],
  ])('[EDIT-PASTE] takes %s for %s', (written, color) => {
    expect(nearestColor(written)).toBe(color);
  });

  it.each([
    '',
    'black',
    'inherit',
    '#000',
    '#ffffff',
    'rgb(32, 33, 34)',
    'rgb(248, 249, 250)',
    'rgba(255, 0, 0, 0)',
    'url(https://example.org/x)',
    'var(--x)',
    'rgb(1,2)',
    'constructor',
  ])('[EDIT-PASTE] takes %s for no colour', (written) => {
    expect(nearestColor(written)).toBeUndefined();
  });

  it.each([null, '', 'Red', 'red;', 'red blue', 'x'.repeat(21), 'a"b'])(
    '[EDIT-PASTE] takes %s for no name',
    (written) => {
      expect(toColorName(written)).toBeUndefined();
    },
  );
});
