import i18next from 'i18next';
import { useEffect, useRef } from 'react';
import { announcements } from '../../announcements.ts';
import { showNotice } from '../../notices.ts';
import { enterFocus, leaveFocus, useIsFocused } from './focus-state.ts';
import './reading.css';

/** Only the text, and the state of saving: asked for by Ctrl+Shift+F, given back by it, by Escape and by a button. */
export function FocusMode({ focusText }: { readonly focusText: () => void }) {
  const isOn = useIsFocused();
  const latest = useRef(focusText);
  useEffect(() => {
    latest.current = focusText;
  });
  useEffect(() => leaveFocus, []);
  useFocusKeys(isOn);
  useEffect(() => {
    if (!isOn) return;
    const page = document.documentElement;
    page.dataset['focus'] = 'text';
    const text = i18next.t('reading.focused');
    showNotice({ id: 'focus', text, isBrief: true });
    announcements.announce('focus', text);
    // The menu has given the focus back by then, to a button that is not there any more.
    const frame = requestAnimationFrame(() => latest.current());
    return () => {
      cancelAnimationFrame(frame);
      delete page.dataset['focus'];
    };
  }, [isOn]);
  return null;
}

/** What is open over the text has its own Escape. */
const hasOwnEscape = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox], search, .selection-tools';

function useFocusKeys(isOn: boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.altKey) return;
      const isOpen = document.querySelector(hasOwnEscape) !== null;
      const isToggle = (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'f';
      if (isToggle) {
        event.preventDefault();
        if (isOn) leaveFocus();
        else if (!isOpen) enterFocus();
      } else if (event.key === 'Escape' && isOn && !isOpen) leaveFocus();
    };
    // Before the editor, which takes every Escape, and before what is open closes by it.
    addEventListener('keydown', listen, true);
    return () => removeEventListener('keydown', listen, true);
  }, [isOn]);
}
