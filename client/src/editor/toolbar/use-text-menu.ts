import type { Editor } from '@tiptap/core';
import { useEffect, useRef, useState } from 'react';

/**
 * A menu whose choices are for the text: whoever chose goes on writing. The menu holds the focus until it is gone, and
 * would give it back to its button. Escape still does.
 */
export function useTextMenu(editor: Editor) {
  const [isOpen, setIsOpen] = useState(false);
  const isChosen = useRef(false);
  useEffect(() => {
    if (isOpen || !isChosen.current) return;
    isChosen.current = false;
    const frame = requestAnimationFrame(() => editor.view.focus());
    return () => cancelAnimationFrame(frame);
  }, [isOpen, editor]);
  return {
    isOpen,
    onOpenChange: setIsOpen,
    /** To be called by every choice. */
    choose: (act: () => void) => {
      isChosen.current = true;
      act();
    },
  };
}
