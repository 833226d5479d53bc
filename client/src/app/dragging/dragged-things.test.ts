import { expect, it } from 'vitest';
import { testId } from '../../library/test-library.ts';
import { parseDragged } from './dragged-things.ts';

const things = { documents: [testId(1)], folders: ['A'.repeat(22)] };

it('[L11] what was dragged in one window is understood in another', () => {
  expect(parseDragged(JSON.stringify(things))).toEqual(things);
});

it.each(['', '{', 'null', '7', '"x"'])('[L11] what is not ours is no drop: %s', (text) => {
  expect(parseDragged(text)).toBeUndefined();
});

it.each(['{}', '{"documents":"x","folders":{}}', '{"documents":[1,null,"../x"],"folders":["e2-"]}'])(
  '[L11] what makes no sense in it is passed over: %s',
  (text) => {
    expect(parseDragged(text)).toEqual({ documents: [], folders: [] });
  },
);
