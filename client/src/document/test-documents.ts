import type { DocumentId } from '@ecritoire/shared';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { FakeSocket, stubPageWithNetwork } from './fake-socket.ts';
import { type OpenDocument, openDocument } from './open-document.ts';

/** Gives each test a page and a `FakeSocket` network. Returns how to open documents, which are closed after the test. */
export function openInTests(): (id: DocumentId) => OpenDocument {
  const opened: OpenDocument[] = [];
  beforeEach(stubPageWithNetwork);
  afterEach(async () => {
    for (const socket of FakeSocket.all) socket.refuses();
    await Promise.all(opened.splice(0).map((document) => document.close()));
    vi.unstubAllGlobals();
  });
  return (id) => {
    const document = openDocument(id);
    opened.push(document);
    return document;
  };
}

export const phaseIs = (document: OpenDocument, name: string) =>
  vi.waitFor(() => expect(document.getStatus().phase.name).toBe(name));

export const saveIs = (document: OpenDocument, state: string) =>
  vi.waitFor(() => expect(document.getStatus().save).toBe(state));
