import { Extension } from '@tiptap/core';
import { type EditorState, Plugin } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';

declare module '@tiptap/core' {
  interface Storage {
    foundDrawing: FoundDrawing;
  }
}

interface FoundDrawing {
  /** What is found in a text, drawn; set while somebody is looking for something. */
  draw: ((state: EditorState) => DecorationSet) | undefined;
}

/**
 * The place where what is found is drawn. It is always there, because a plugin that comes later would take the binding to
 * the document down and up again; what draws is fetched when it is needed.
 */
export const FoundDrawing = Extension.create<unknown, FoundDrawing>({
  name: 'foundDrawing',
  addStorage: () => ({ draw: undefined }),
  addProseMirrorPlugins() {
    const { storage } = this;
    return [new Plugin({ props: { decorations: (state) => storage.draw?.(state) ?? DecorationSet.empty } })];
  },
});
