import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentIdFromBytes, isDocumentId, isRoomId } from './ids.ts';

describe('ids', () => {
  it('[I1] 16 bytes always spell an address', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        expect(isDocumentId(documentIdFromBytes(bytes))).toBe(true);
      }),
    );
  });

  it('[I1] the kind of a document is decided by the whole form', () => {
    expect(isDocumentId(`e2-${'a'.repeat(32)}`)).toBe(true);
    expect(isDocumentId(`e2-${'a'.repeat(19)}`)).toBe(true);
    expect(isDocumentId(`e2-${'a'.repeat(31)}`)).toBe(false);
  });

  it('[I2] a room is a document or a named part of it, and nothing odd', () => {
    const id = 'a'.repeat(22);
    for (const room of [id, `${id}.comments`, `${id}.versions`]) expect(isRoomId(room)).toBe(true);
    const odd = ['', ' ', id.slice(1), `${id}a`, `${id}.`, `${id}.other`, `${id}/x`, `../${id}`, `${id}\n`, `${id}%00`];
    for (const room of odd) expect(isRoomId(room), JSON.stringify(room)).toBe(false);
  });

  it('[I1] bytes of another length are a defect', () => {
    expect(() => documentIdFromBytes(new Uint8Array(15))).toThrow(RangeError);
  });
});
