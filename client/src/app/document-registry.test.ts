import { documentIdFromBytes } from '@ecritoire/shared';
import { expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { DocumentStatus } from '../document/document-status.ts';
import type { OpenDocument } from '../document/open-document.ts';
import { createDocumentRegistry } from './document-registry.ts';

const id = documentIdFromBytes(new Uint8Array(16));

function setUp() {
  const due: (() => void)[] = [];
  const close = vi.fn(() => Promise.resolve());
  const listeners = new Set<() => void>();
  let status: DocumentStatus = {
    phase: { name: 'ready' },
    save: 'on-device',
    connection: 'connecting',
    size: 'fine',
    isConfirmedByRelay: false,
    storedAt: undefined,
    savedAt: undefined,
    failure: undefined,
  };
  const storing = (failure: DocumentStatus['failure']) => {
    status = { ...status, failure };
    for (const listener of [...listeners]) listener();
  };
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
      retry: vi.fn(),
      close,
    };
  });
  const registry = createDocumentRegistry((callback) => due.push(callback));
  const pass = () => {
    for (const callback of due.splice(0)) callback();
  };
  return { registry, open, close, pass, storing };
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

it('[APP-REGISTRY] keeps a document whose text is in memory only, until the device has stored it', () => {
  const { registry, open, close, pass, storing } = setUp();
  const document = registry.get(id, open);
  const letGo = registry.hold(document);
  storing('quota-exceeded');
  letGo();
  pass();
  expect(close).not.toHaveBeenCalled();
  expect(registry.hasUnstoredText()).toBe(true);
  expect(registry.get(id, open)).toBe(document);
  storing(undefined);
  expect(close).toHaveBeenCalledTimes(1);
  expect(registry.hasUnstoredText()).toBe(false);
});
