import type { Editor } from '@tiptap/core';
import { useLayoutEffect, useRef } from 'react';

/**
 * The place on the page where an editor's text is. Tiptap's own `EditorContent` also prepares views drawn by React, and
 * for that draws the whole text a second time; our views are plain DOM.
 */
export function Surface({ editor }: { readonly editor: Editor }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (editor.isDestroyed) return;
    const { dom } = editor.view;
    place.current?.append(dom);
    return () => dom.remove();
  }, [editor]);
  return <div ref={place} />;
}
