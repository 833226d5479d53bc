import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/**
 * A key acts where the browser shows the caret. A browser says that the selection has changed in a task of its own, and on a
 * busy machine the next key comes before it: Backspace would delete what was selected a moment ago
 * (https://w3c.github.io/selection-api/#selectionchange-event). ProseMirror reads the selection when it hears that event.
 */
export const SelectionBeforeKeys = Extension.create({
  name: 'selectionBeforeKeys',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown: (view, { isComposing }) => {
            if (!(isComposing || view.composing)) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
            return false;
          },
        },
      },
    }),
  ],
});
