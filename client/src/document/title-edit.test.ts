import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEdit, moveIndex, rebaseEdit, type TextEdit } from './title-edit.ts';

const apply = (text: string, { index, removed, inserted }: TextEdit) =>
  text.slice(0, index) + inserted + text.slice(index + removed);

/** A surrogate without its other half. */
const broken = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '👍', '👎', '🇫'), maxLength: 12 });

describe('finding an edit', () => {
  it('[UI-TITLE-DIFF] turns one text into the other and cuts through no character', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = findEdit(before, after);
        expect(apply(before, edit)).toBe(after);
        expect(edit.inserted).not.toMatch(broken);
        expect(before.slice(edit.index, edit.index + edit.removed)).not.toMatch(broken);
      }),
    );
  });

  it('[UI-TITLE-DIFF] touches only what differs', () => {
    expect(findEdit('Budget 2026', 'Budget 2027')).toEqual({ index: 10, removed: 1, inserted: '7' });
    expect(findEdit('👍', '👎')).toEqual({ index: 0, removed: 2, inserted: '👎' });
    expect(findEdit('same', 'same')).toEqual({ index: 4, removed: 0, inserted: '' });
  });
});

describe('rebasing an edit', () => {
  it('[UI-TITLE-DIFF] removes nothing that the other wrote', () => {
    const base = 'Steering group';
    const theirs = findEdit(base, 'Steering small group');
    const ours = findEdit(base, 'Steering committee');
    const changed = apply(base, theirs);
    const result = apply(changed, rebaseEdit(ours, theirs));
    expect(result).toContain('small');
    expect(result).toContain('committee');
  });

  it('[UI-TITLE-DIFF] stays inside the text, whatever the other did', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const over = findEdit(base, theirs);
        const edit = rebaseEdit(findEdit(base, mine), over);
        expect(edit.index).toBeGreaterThanOrEqual(0);
        expect(edit.index + edit.removed).toBeLessThanOrEqual(theirs.length);
      }),
    );
  });

  it('[UI-TITLE-DIFF] keeps a caret on the same words', () => {
    const edit = findEdit('Group', 'The group');
    expect(moveIndex(5, edit)).toBe(9);
    expect(moveIndex(0, edit)).toBe(0);
  });
});
