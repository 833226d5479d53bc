import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeBeside } from './place-beside.ts';

const free = { top: 104, bottom: 800, left: 0, right: 1280 };
const size = { width: 240, height: 44 };

it('[EDIT-BUBBLE] the tools stand above the selection, or below it under the bars of the page', () => {
  expect(placeBeside({ top: 300, bottom: 320, left: 500, right: 600 }, size, free)).toEqual({ top: 248, left: 430 });
  expect(placeBeside({ top: 120, bottom: 140, left: 0, right: 60 }, size, free)).toEqual({ top: 148, left: 8 });
  expect(placeBeside({ top: 50, bottom: 790, left: 0, right: 60 }, size, free)).toBeUndefined();
});

it('[EDIT-BUBBLE] they never cover the selection, and never leave the window', () => {
  const position = fc.integer({ min: -500, max: 1_500 });
  fc.assert(
    fc.property(position, fc.nat(900), position, fc.nat(500), (top, height, left, width) => {
      const place = placeBeside({ top, bottom: top + height, left, right: left + width }, size, free);
      if (place === undefined) return;
      expect(place.top + size.height <= top || place.top >= top + height).toBe(true);
      expect(place.top).toBeGreaterThanOrEqual(free.top);
      expect(place.top + size.height).toBeLessThanOrEqual(free.bottom);
      expect(place.left).toBeGreaterThanOrEqual(free.left);
      expect(place.left + size.width).toBeLessThanOrEqual(free.right);
    }),
  );
});
