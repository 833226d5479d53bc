import { documentIdFromBytes } from '@ecritoire/shared';
import { expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { DocumentStatus } from '../document/document-status.ts';
import type { OpenDocument } from '../document/open-document.ts';
import { noForeignContent } from '../editor/guard/foreign-content.ts';
import { createDocumentRegistry } from './document-registry.ts';

const id = documentIdFromBytes(new Uint8Array(16));

function setUp() {
  const due: (() => void)[] = [];
  const close = vi.fn(() => Promise.resolve());
  const listeners = new Set<() => void>();
  let status: DocumentStatus = {
    phase: { name: 'ready', foreign: noForeignContent },
    save: 'on-device',
    connection: 'connecting',
    size: 'fine',
    isConfirmedByRelay: false,
    isStored: true,
    storedAt: undefined,
    savedAt: undefined,
    failure: undefined,
    repair: 'none',
    restoredAt: undefined,
    isOnRelay: false,
    isOverHttp: false,
    isIntercepted: false,
    hasReceived: false,
    hasFailed: false,
  };
  const setStatus = (change: Partial<DocumentStatus>) => {
    status = { ...status, ...change };
    for (const listener of [...listeners]) listener();
  };
  const storing = (failure: DocumentStatus['failure']) => setStatus({ failure });
  const open = vi.fn((documentId): OpenDocument => {
    const doc = new Y.Doc();
    return {
      id: documentId,
      doc,
      awareness: new Awareness(doc),
      getStatus: () => status,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      isOwnClient: () => false,
      readDamage: () => ({ rows: [], waitingWords: '' }),
      retry: vi.fn(),
      hurryRecovery: vi.fn(),
      close,
    };
  });
  const registry = createDocumentRegistry((callback) => due.push(callback));
  const pass = () => {
    for (const callback of due.splice(0)) callback();
  };
  return { registry, open, close, pass, storing, setStatus };
}

it('[APP-REGISTRY] opens a document once, however often it is drawn', () => {
  const { registry, open } = setUp();
  expect(registry.get(id, open)).toBe(registry.get(id, open));
  expect(open).toHaveBeenCalledTimes(1);
});

it('[APP-REGISTRY] survives letting go and holding again in one breath', () => {
  const { registry, open, close, pass } = setUp();
  const document = registry.get(id, open);
  registry.hold(document)();
  const letGo = registry.hold(document);
  pass();
  expect(close).not.toHaveBeenCalled();
  letGo();
  pass();
  expect(close).toHaveBeenCalledTimes(1);
  expect(registry.get(id, open)).not.toBe(document);
});

it('[APP-REGISTRY] closes what was drawn but never shown', () => {
  const { registry, open, close, pass } = setUp();
  registry.get(id, open);
  pass();
  expect(close).toHaveBeenCalledTimes(1);
});

it('[APP-REGISTRY] says while somebody waits for a document to appear', () => {
  const { registry, open, setStatus } = setUp();
  expect(registry.isOpening()).toBe(false);
  registry.hold(registry.get(id, open));
  for (const [name, isAwaited] of [
    ['loading', true],
    ['fetching', true],
    ['absent', false],
    ['removed', false],
  ] as const) {
    setStatus({ phase: { name } });
    expect(registry.isOpening(), name).toBe(isAwaited);
  }
});

it('[U3] says whether everything is stored, and when that may have changed, also of a document that is closing', async () => {
  const { registry, open, close, pass, setStatus } = setUp();
  const closed = Promise.withResolvers<void>();
  close.mockReturnValue(closed.promise);
  const changed = vi.fn();
  registry.subscribe(changed);
  expect(registry.isEverythingStored()).toBe(true);
  const letGo = registry.hold(registry.get(id, open));
  setStatus({ isStored: false });
  expect(changed).toHaveBeenCalledTimes(1);
  expect(registry.isEverythingStored()).toBe(false);
  letGo();
  pass();
  expect(registry.isEverythingStored()).toBe(false);
  closed.resolve();
  await expect.poll(() => registry.isEverythingStored()).toBe(true);
  expect(changed).toHaveBeenCalledTimes(2);
});

it('[U3] words in a document that was frozen for a newer version count as unstored, too', () => {
  const { registry, open, setStatus } = setUp();
  registry.hold(registry.get(id, open));
  setStatus({
    phase: { name: 'update-needed', reason: 'content', unknown: ['node:later'] },
    failure: 'quota-exceeded',
  });
  expect(registry.hasUnstoredText()).toBe(true);
  setStatus({ phase: { name: 'unreadable', failure: 'corrupted', isRelayEmpty: false }, failure: 'corrupted' });
  expect(registry.hasUnstoredText()).toBe(false);
});

it('[U3] words that the relay has and the device refuses are unstored, but nobody needs to be asked about them', () => {
  const { registry, open, setStatus } = setUp();
  registry.hold(registry.get(id, open));
  setStatus({ failure: 'quota-exceeded', isOnRelay: true });
  expect([registry.hasUnstoredText(), registry.hasTextOnlyHere()]).toEqual([true, false]);
  setStatus({ failure: 'quota-exceeded', isOnRelay: false });
  expect([registry.hasUnstoredText(), registry.hasTextOnlyHere()]).toEqual([true, true]);
  // A private window.
  setStatus({ failure: 'unavailable', isOnRelay: true });
  expect([registry.hasUnstoredText(), registry.hasTextOnlyHere()]).toEqual([false, false]);
});

it('[APP-REGISTRY] keeps a document whose text is in memory only, until the device has stored it', () => {
  const { registry, open, close, pass, storing } = setUp();
  const document = registry.get(id, open);
  const letGo = registry.hold(document);
  storing('quota-exceeded');
  letGo();
  pass();
  expect(close).not.toHaveBeenCalled();
  expect(registry.hasTextOnlyHere()).toBe(true);
  expect(registry.get(id, open)).toBe(document);
  storing(undefined);
  expect(close).toHaveBeenCalledTimes(1);
  expect(registry.hasUnstoredText()).toBe(false);
});
