import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import { Editor } from '@tiptap/core';
import { afterEach, beforeEach, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createEditorExtensions } from '../../editor-extensions.ts';
import type { KnownDocument, OtherDocuments } from './other-documents.ts';

export const site = 'https://ecritoire.example';

/** An id that says in tests whose it is. */
export function idOf(name: string): DocumentId {
  const id = name.padEnd(22, '_');
  if (!isDocumentId(id)) throw new Error(`No id: ${id}`);
  return id;
}

export const addressOf = (name: string): string => `${site}/d/${idOf(name)}`;

/** The person's other documents, by the names in `idOf`. */
export class TestDocuments implements OtherDocuments {
  readonly untitled = 'Untitled';
  readonly opened: string[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #documents = new Map<DocumentId, KnownDocument>();
  isRead = true;
  isFull = false;
  finds = 0;

  get listenerCount(): number {
    return this.#listeners.size;
  }

  put(name: string, title: string, isTrashed = false): this {
    this.#documents.set(idOf(name), { id: idOf(name), title, isTrashed });
    for (const listener of this.#listeners) listener();
    return this;
  }

  find(id: DocumentId) {
    this.finds += 1;
    return this.#documents.get(id) ?? (this.isRead ? 'absent' : 'unknown');
  }

  search(text: string, limit: number) {
    return [...this.#documents.values()].filter(({ title }) => title.includes(text)).slice(0, limit);
  }

  subscribe(listener: () => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  addressOf = (id: DocumentId) => `${site}/d/${id}`;
  open = (id: DocumentId) => this.opened.push(id);

  create(title: string) {
    if (this.isFull) return Promise.resolve(undefined);
    this.put(title, title);
    return Promise.resolve(idOf(title));
  }
}

function mountLinking(documents: OtherDocuments, doc = new Y.Doc()): { editor: Editor; doc: Y.Doc } {
  const editor = new Editor({
    injectCSS: false,
    element: document.createElement('div'),
    extensions: createEditorExtensions({
      doc,
      awareness: new Awareness(doc),
      placeholder: () => '',
      someone: 'Someone',
      onToolbarKey: () => undefined,
      onLinkKey: () => undefined,
      links: { documents, words: { absent: 'not here', trashed: 'in the trash' } },
    }),
  });
  return { editor, doc };
}

/**
 * For the tests of one file: a page at a document called `here`, and editors that can link, each with the doc it is bound
 * to, until the test ends.
 */
export function openLinkingPage() {
  const editors: Editor[] = [];
  beforeEach(() => {
    vi.stubGlobal('location', new URL(`${site}/d/${idOf('here')}`));
  });
  afterEach(() => {
    for (const editor of editors.splice(0)) editor.destroy();
    vi.unstubAllGlobals();
  });
  const mount = (documents: TestDocuments, doc?: Y.Doc) => {
    const mounted = mountLinking(documents, doc);
    editors.push(mounted.editor);
    return mounted;
  };
  return {
    mount,
    mountWith(documents: TestDocuments, content: object): Editor {
      const { editor } = mount(documents);
      editor.commands.setContent(content);
      return editor;
    },
  };
}

/** A link as it is stored. */
export const link = (name: string, words: string, title: string | null = words) => ({
  type: 'text',
  text: words,
  marks: [{ type: 'link', attrs: { href: addressOf(name), title } }],
});

export const words = (text: string) => ({ type: 'text', text });
export const line = (...content: object[]) => ({ type: 'doc', content: [{ type: 'paragraph', content }] });

/** Types as a keyboard does, letter by letter. */
export function type(editor: Editor, text: string): void {
  for (const letter of text) {
    const { from, to } = editor.state.selection;
    const insert = () => editor.state.tr.insertText(letter, from, to);
    const isHandled = editor.view.someProp('handleTextInput', (handle) =>
      handle(editor.view, from, to, letter, insert),
    );
    if (isHandled !== true) editor.view.dispatch(insert());
  }
}

/** Whether the editor did something of its own with the key. */
export function press(editor: Editor, key: string, modifiers: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, ...modifiers });
  return editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event)) === true;
}

/** What is seen: without what is hidden, and with what is said of each link. */
export function seen(editor: Editor): string {
  const copy = document.createElement('div');
  copy.innerHTML = editor.view.dom.innerHTML;
  for (const hidden of copy.querySelectorAll('.document-link__words, .ProseMirror-separator, br')) hidden.remove();
  for (const shown of copy.querySelectorAll<HTMLElement>('.document-link')) {
    const { note } = shown.dataset;
    shown.textContent = `<${shown.textContent}${note === undefined ? '' : ` (${note})`}>`;
  }
  return [...copy.children].map(({ textContent }) => textContent).join('\n');
}
