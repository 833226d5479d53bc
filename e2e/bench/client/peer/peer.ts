// The same editor, styles and document as in Écritoire with nothing around them: no storage or a bare y-indexeddb, no
// relay, no guard, no interface. For benchmarks only; the client never contains it.
import '@fontsource-variable/inter/wght.css';
import '../../../../client/src/ui/tokens.css';
import '../../../../client/src/ui/base.css';
import '../../../../client/src/ui/desk.css';
import '../../../../client/src/editor/editor.css';
import { Editor } from '@tiptap/core';
import { IndexeddbPersistence } from 'y-indexeddb';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createEditorExtensions } from '../../../../client/src/editor/editor-extensions.ts';
import { openPersistedDoc } from '../../../../client/src/storage/persisted-doc.ts';
import { sealRow } from '../../../../client/src/storage/row-seal.ts';
import type { PeerPage, Storage } from '../peer-page.ts';

const textName = 'trace';

async function open(storage: Storage, name: string) {
  const doc = new Y.Doc();
  const startedAt = performance.now();
  if (storage === 'ours') await openPersistedDoc({ name, doc, isReceived: () => false }).loaded;
  else await new IndexeddbPersistence(name, doc).whenSynced;
  const text = doc.getText(textName).toString();
  return { ms: performance.now() - startedAt, text };
}

async function fill(traceAddress: string, storage: Storage, names: { readonly rows: string; readonly one: string }) {
  const edits: readonly (readonly [number, number, string])[] = await (await fetch(traceAddress)).json();
  const doc = new Y.Doc();
  const rows: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => rows.push(update));
  const text = doc.getText(textName);
  for (const [position, deleted, inserted] of edits) {
    if (deleted > 0) text.delete(position, deleted);
    if (inserted !== '') text.insert(position, inserted);
  }
  // Each as its own program stores it.
  const toRow = storage === 'ours' ? sealRow : (update: Uint8Array) => update;
  await writeRows(names.rows, rows.map(toRow));
  await writeRows(names.one, [toRow(Y.encodeStateAsUpdate(doc))]);
}

/** Lets y-indexeddb make the database, and fills it while nobody has it open. */
async function writeRows(name: string, rows: readonly Uint8Array[]): Promise<void> {
  const empty = new IndexeddbPersistence(name, new Y.Doc());
  await empty.whenSynced;
  await empty.destroy();
  const { promise: opened, resolve, reject } = Promise.withResolvers<IDBDatabase>();
  const request = indexedDB.open(name);
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
  const database = await opened;
  const step = 10_000;
  for (let from = 0; from < rows.length; from += step) {
    const transaction = database.transaction('updates', 'readwrite');
    for (const row of rows.slice(from, from + step)) transaction.objectStore('updates').add(row);
    await new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onabort = failed;
    });
  }
  database.close();
}

/** `?content=<address>` fills the document, `?room=<name>` keeps it with a bare y-indexeddb. */
async function showEditor(asked: URLSearchParams): Promise<void> {
  const doc = new Y.Doc();
  const room = asked.get('room');
  if (room !== null) await new IndexeddbPersistence(room, doc).whenSynced;
  const content = asked.get('content');
  if (content !== null) Y.applyUpdate(doc, new Uint8Array(await (await fetch(content)).arrayBuffer()));
  new Editor({
    element: document.getElementById('paper'),
    injectCSS: false,
    editorProps: { attributes: { class: 'text', 'data-testid': 'editor' } },
    extensions: createEditorExtensions({
      doc,
      awareness: new Awareness(doc),
      placeholder: () => '',
      someone: '',
      onToolbarKey: () => undefined,
      onLinkKey: () => undefined,
    }),
  });
}

Object.assign(window, { peer: { open, fill } satisfies PeerPage });
const asked = new URLSearchParams(location.search);
if (asked.size > 0) await showEditor(asked);
