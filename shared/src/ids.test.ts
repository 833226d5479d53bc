import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentIdFromBytes, isDocumentId, isLibraryRoomId, isRoomId, libraryRoomIdFromBytes } from './ids.ts';

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

  it('[I2] a room is a document, a named part of it or a library, and nothing odd', () => {
    const id = 'a'.repeat(22);
    const encrypted = `e2-${'a'.repeat(32)}`;
    const rooms = [id, `${id}.comments`, `${id}.versions`, `${id}.library`, encrypted, `${encrypted}.comments`];
    for (const room of rooms) expect(isRoomId(room), room).toBe(true);
    expect(isRoomId(`${encrypted}.library`)).toBe(false);
    expect(isRoomId(`${id}.library.comments`)).toBe(false);
    const odd = ['', ' ', id.slice(1), `${id}a`, `${id}.`, `${id}.other`, `${id}/x`, `../${id}`, `${id}\n`, `${id}%00`];
    for (const room of odd) expect(isRoomId(room), JSON.stringify(room)).toBe(false);
  });

  it('[I2] the room of a library is never the address of a document, nor the reverse', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const room = libraryRoomIdFromBytes(bytes);
        expect(isLibraryRoomId(room) && isRoomId(room)).toBe(true);
        expect(isDocumentId(room)).toBe(false);
        expect(isLibraryRoomId(documentIdFromBytes(bytes))).toBe(false);
      }),
    );
  });

  it('[I1] bytes of another length are a defect', () => {
    expect(() => documentIdFromBytes(new Uint8Array(15))).toThrow(RangeError);
    expect(() => libraryRoomIdFromBytes(new Uint8Array(17))).toThrow(RangeError);
  });
});
