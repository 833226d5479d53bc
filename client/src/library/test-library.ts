import { type DocumentId, documentIdFromBytes } from '@ecritoire/shared';
import * as Y from 'yjs';
import type { LibraryEntry } from './entries.ts';
import { createLibraryModel, type LibraryModel } from './library-model.ts';

/** A document's id for tests: the same for the same number. */
export const testId = (seed: number): DocumentId => documentIdFromBytes(new Uint8Array(16).fill(seed));

/** What the list knows of a document about which only this was said. */
export const testEntry = (
  known: Partial<LibraryEntry> & { readonly id: DocumentId; readonly title: string },
): LibraryEntry => ({
  excerpt: '',
  changedAt: 0,
  openedAt: 0,
  folderId: undefined,
  isPinned: false,
  icon: undefined,
  trashedAt: undefined,
  keptFor: undefined,
  ...known,
});

/** One of a person's devices: its library, and the Y.Doc that it is in. */
export interface TestDevice extends LibraryModel {
  readonly doc: Y.Doc;
}

/** Devices of one person whose clocks go on by one with each look at them. */
export function testDevices(count: number): readonly TestDevice[] {
  let nowMs = 1_000;
  const now = () => {
    nowMs += 1;
    return nowMs;
  };
  return Array.from({ length: count }, (_, index) => {
    const doc = new Y.Doc();
    doc.clientID = index + 1;
    return { ...createLibraryModel(doc, now, (work) => work()), doc };
  });
}

/** Each of the devices learns all that the others know. */
export function meet(...devices: readonly TestDevice[]): void {
  const updates = devices.map(({ doc }) => Y.encodeStateAsUpdate(doc));
  for (const { doc } of devices) for (const update of updates) Y.applyUpdate(doc, update);
}
