import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { writeTitle } from './title.ts';

const title = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', '😁', '🇫🇷', ' ') });

describe('the title', () => {
  it('[D14] reads as written, on every replica, also where characters take two units', () => {
    fc.assert(
      fc.property(title, title, (before, after) => {
        const doc = new Y.Doc();
        writeTitle(doc, before);
        writeTitle(doc, after);
        const replica = new Y.Doc();
        Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
        expect(doc.getText('title').toString()).toBe(after);
        expect(replica.getText('title').toString()).toBe(after);
      }),
    );
  });

  it('[D14] two people who edit different ends of it keep both', () => {
    const ana = new Y.Doc();
    writeTitle(ana, 'minutes');
    const bob = new Y.Doc();
    Y.applyUpdate(bob, Y.encodeStateAsUpdate(ana));
    writeTitle(ana, 'Draft minutes');
    writeTitle(bob, 'minutes, May');
    Y.applyUpdate(ana, Y.encodeStateAsUpdate(bob));
    expect(ana.getText('title').toString()).toBe('Draft minutes, May');
  });
});
