import { Ellipsis } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react';
import './button.css';

/** Where a menu opens, and how. */
export interface MenuPlace {
  readonly label: string;
  readonly anchor: RefObject<Element | null>;
  /** Which action is chosen at first; `true` for none, where a pointer opened it. */
  readonly chosen: 'first' | 'last' | true;
  readonly onClose: () => void;
}

const openingKeys: ReadonlySet<string> = new Set(['Enter', ' ', 'ArrowDown', 'ArrowUp']);

/**
 * The button "…" of more actions. There may be one for each of thousands of lines, so it is a plain button until somebody
 * presses it, and its menu no part of the start.
 */
export function MenuButton(props: {
  /** Its name, and that of its menu. */
  readonly label: string;
  readonly children: (place: MenuPlace) => ReactNode;
}) {
  const { label } = props;
  const anchor = useRef<HTMLButtonElement>(null);
  const [chosen, setChosen] = useState<MenuPlace['chosen']>();
  // Not by the click that follows a key: it looks like one of a screen reader, for which the focus moves a frame later,
  // and what is typed meanwhile would be lost.
  const openByKey = (event: KeyboardEvent) => {
    if (!openingKeys.has(event.key)) return;
    event.preventDefault();
    setChosen(event.key === 'ArrowUp' ? 'last' : 'first');
  };
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={chosen !== undefined}
        ref={anchor}
        // A click of none is a screen reader's.
        onClick={({ detail }) => setChosen(detail === 0 ? 'first' : true)}
        onKeyDown={openByKey}
      >
        <Ellipsis className="icon" aria-hidden />
      </button>
      {chosen !== undefined && props.children({ label, anchor, chosen, onClose: () => setChosen(undefined) })}
    </>
  );
}
