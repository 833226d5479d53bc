import type { Editor } from '@tiptap/core';
import { deepEqual } from 'fast-equals';
import { useCallback, useRef, useSyncExternalStore } from 'react';
import { afterFrame } from '../after-frame.ts';

/**
 * What `read` finds in the editor, for what stands around the text: read again when the frame that shows a change has
 * been made, and drawn only when it differs. The same object until then.
 */
export function useShownState<T>(editor: Editor, read: (editor: Editor) => T): T {
  const shown = useRef<T>(undefined);
  const subscribe = useCallback((changed: () => void) => onceAFrame(editor, changed), [editor]);
  return useSyncExternalStore(subscribe, () => {
    if (shown.current !== undefined && editor.isDestroyed) return shown.current;
    const found = read(editor);
    if (shown.current === undefined || !deepEqual(found, shown.current)) shown.current = found;
    return shown.current;
  });
}

function onceAFrame(editor: Editor, changed: () => void): () => void {
  let isPlanned = false;
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    afterFrame(() => {
      isPlanned = false;
      if (!editor.isDestroyed) changed();
    });
  };
  editor.on('transaction', plan);
  return () => {
    editor.off('transaction', plan);
  };
}
