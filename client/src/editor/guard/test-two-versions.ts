import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createEditorExtensions } from '../editor-extensions.ts';
import { createSchemaGuard } from './schema-guard.ts';
import { contentExtensions as newerExtensions, contentSchema as newerSchema } from './test-newer-schema.ts';

/** A document that a newer version wrote, as it arrives on another device. */
export function writtenByNewer(content: readonly object[]): Y.Doc {
  const doc = new Y.Doc();
  prosemirrorJSONToYXmlFragment(newerSchema, { type: 'doc', content }, doc.getXmlFragment('content'));
  return doc;
}

export const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks });
export const paragraph = (words: string, attrs: object = {}) => ({
  type: 'paragraph',
  attrs,
  content: words === '' ? [] : [text(words)],
});

export interface MountedToday {
  readonly editor: Editor;
  readonly heard: { kept: number; removalsAsked: number };
}

/** Today's editor on a document, as the page mounts it; throws when it must not be mounted. */
export function mountToday(doc: Y.Doc, options: { readonly isEditable?: boolean } = {}): MountedToday {
  const verdict = createSchemaGuard(doc).assess();
  if (verdict.name !== 'ready') throw new Error(`Not mountable: ${verdict.unknown.join(', ')}`);
  const heard = { kept: 0, removalsAsked: 0 };
  const editor = new Editor({
    injectCSS: false,
    editable: options.isEditable ?? true,
    element: document.createElement('div'),
    extensions: createEditorExtensions({
      doc,
      awareness: new Awareness(doc),
      placeholder: () => '',
      someone: 'Someone',
      onToolbarKey: () => undefined,
      onLinkKey: () => undefined,
      guard: {
        foreign: verdict.foreign,
        words: { label: 'Needs a newer version', remove: 'Remove' },
        onKept: () => {
          heard.kept += 1;
        },
        onRemovalAsked: () => {
          heard.removalsAsked += 1;
        },
      },
    }),
  });
  return { editor, heard };
}

/** The editor of the version that knows everything. */
export function mountNewer(doc: Y.Doc): Editor {
  return new Editor({
    injectCSS: false,
    element: document.createElement('div'),
    extensions: [...newerExtensions, Collaboration.configure({ document: doc, field: 'content' })],
  });
}

/** Gives each document what the other has. */
export function exchange(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)), 'network');
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)), 'network');
}

/** The elements of a kind in a document, in order. */
export function findElements(type: Y.XmlFragment, name: string): Y.XmlElement[] {
  return type
    .toArray()
    .flatMap((child) =>
      child instanceof Y.XmlElement ? [...(child.nodeName === name ? [child] : []), ...findElements(child, name)] : [],
    );
}

/** Every update a document emits from now on. */
export function recordUpdates(doc: Y.Doc): Uint8Array[] {
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return updates;
}
