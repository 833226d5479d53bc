import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import i18next from 'i18next';
import './collapsible.css';

export interface CollapsibleView extends NodeView {
  readonly dom: HTMLElement;
  readonly isOpen: boolean;
  setOpen(isOpen: boolean): void;
}

/** A section in the editor: its blocks, and a button beside the first, its title. `onToggle`: the button was used. */
export function createCollapsibleView(
  node: Node,
  isOpenAtFirst: boolean,
  onToggle: (view: CollapsibleView) => void,
): CollapsibleView {
  const dom = document.createElement('div');
  const button = document.createElement('button');
  const contentDOM = document.createElement('div');
  dom.className = 'collapsible';
  button.className = 'collapsible__toggle';
  button.type = 'button';
  button.contentEditable = 'false';
  contentDOM.className = 'collapsible__content';
  dom.append(button, contentDOM);
  let shown = node;
  let isOpen = isOpenAtFirst;
  const draw = () => {
    const title = shown.firstChild?.textContent.trim() ?? '';
    button.setAttribute('aria-label', title === '' ? i18next.t('blocks:collapsible.untitled') : title);
    const isHinted = shown.firstChild?.isTextblock === true && shown.firstChild.childCount === 0;
    dom.toggleAttribute('data-title-hint', isHinted);
    dom.style.setProperty('--title-hint', isHinted ? JSON.stringify(i18next.t('blocks:collapsible.title')) : null);
    button.setAttribute('aria-expanded', String(isOpen));
    dom.dataset['open'] = String(isOpen);
  };
  const view: CollapsibleView = {
    dom,
    contentDOM,
    get isOpen() {
      return isOpen;
    },
    setOpen(next) {
      isOpen = next;
      draw();
    },
    update(next) {
      if (next.type !== shown.type) return false;
      const isSameTitle = next.firstChild === shown.firstChild;
      shown = next;
      if (!isSameTitle) draw();
      return true;
    },
    stopEvent: ({ target }) => target === button,
    // What is drawn around the text is nobody's typing; a caret that the browser puts there is the person's.
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
    destroy: () => i18next.off('languageChanged', draw),
  };
  draw();
  i18next.on('languageChanged', draw);
  // The caret stays in the text.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => onToggle(view));
  return view;
}
