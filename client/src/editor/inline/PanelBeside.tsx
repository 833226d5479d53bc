import type { Editor, Range } from '@tiptap/core';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Popover } from '../../ui/Popover.tsx';
import './panel-beside.css';

export interface PanelBesideProps {
  readonly editor: Editor;
  /** The words that it is about, where they are when it opens. */
  readonly range: Range;
  /** Its name for those who do not see it. */
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What is asked about words in the text, below them. Escape and a press elsewhere close it. */
export function PanelBeside({ editor, range, label, onClose, children }: PanelBesideProps) {
  const anchor = useAnchor(editor, range);
  return (
    <>
      <span className="panel-beside__anchor" ref={anchor} />
      <Popover
        label={label}
        triggerRef={anchor}
        placement="bottom start"
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
      >
        {children}
      </Popover>
    </>
  );
}

/** An invisible box over the words, for the panel to stand beside. */
function useAnchor({ view }: Editor, { from, to }: Range) {
  const anchor = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (anchor.current === null) return;
    const start = view.coordsAtPos(from, 1);
    const end = view.coordsAtPos(to);
    anchor.current.style.top = `${start.top}px`;
    anchor.current.style.left = `${start.left}px`;
    anchor.current.style.height = `${Math.max(1, end.bottom - start.top)}px`;
  }, [view, from, to]);
  return anchor;
}
