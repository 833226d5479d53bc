import type { NodeViewRenderer } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';

/** What a placeholder says of itself. */
export interface PlaceholderWords {
  /** "This part needs a newer version" */
  readonly label: string;
  /** On the button that asks whether to remove it. */
  readonly remove: string;
}

/** Asked for by the button inside a placeholder; `detail` is nothing: the placeholder is the selection. */
export const removalAsked = 'foreign-removal-asked';

const icon =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M21 8v8a2 2 0 0 1-1 1.73l-7 4a2 2 0 0 1-2 0l-7-4A2 2 0 0 1 3 16V8a2 2 0 0 1 1-1.73l7-4a2 2 0 0 1 2 0l7 4A2 2 0 0 1 21 8Z"/><path d="m3.3 7 8.7 5 8.7-5"/><path d="M12 22V12"/></svg>';

/**
 * Draws an unknown part as a closed box: that it is there, that it needs a newer version, and the words in it. It is
 * one thing for the caret, and nothing in it can be typed into.
 */
export function createPlaceholderView(words: PlaceholderWords): NodeViewRenderer {
  return ({ node, editor, getPos }) => {
    let shown = node;
    const dom = drawFrame(node, words);
    const text = dom.querySelector('.foreign__words');
    dom.querySelector('button')?.addEventListener('click', () => {
      const position = getPos();
      if (position === undefined || !editor.isEditable) return;
      editor.commands.setNodeSelection(position);
      dom.dispatchEvent(new CustomEvent(removalAsked, { bubbles: true }));
    });
    drawWords(text, node);
    return {
      dom,
      update(next) {
        if (next.type !== shown.type) return false;
        shown = next;
        drawWords(text, next);
        return true;
      },
      // Nothing in here is ProseMirror's to read or to handle.
      ignoreMutation: () => true,
      stopEvent: (event) => event.target instanceof Element && event.target.closest('button') !== null,
    };
  };
}

function drawFrame({ isInline }: Node, { label, remove }: PlaceholderWords): HTMLElement {
  const dom = document.createElement(isInline ? 'span' : 'div');
  dom.className = isInline ? 'foreign foreign--inline' : 'foreign';
  dom.contentEditable = 'false';
  dom.setAttribute('role', isInline ? 'img' : 'group');
  dom.setAttribute('aria-label', label);
  dom.dataset['testid'] = 'foreign-part';
  if (isInline) {
    dom.title = label;
    dom.innerHTML = `${icon}<span class="foreign__words"></span>`;
    return dom;
  }
  dom.innerHTML = `<div class="foreign__bar">${icon}<span class="foreign__label"></span><button type="button" class="foreign__remove" tabindex="-1"></button></div><div class="foreign__words"></div>`;
  for (const [part, text] of [
    ['.foreign__label', label],
    ['button', remove],
  ] as const) {
    const element = dom.querySelector(part);
    if (element !== null) element.textContent = text;
  }
  return dom;
}

/** The words as plain lines: what they look like belongs to the version that made them. */
function drawWords(place: Element | null, { isInline, content, textContent }: Node): void {
  if (place === null) return;
  if (isInline) {
    place.textContent = textContent;
    return;
  }
  const text = content.textBetween(0, content.size, '\n').trim();
  place.replaceChildren(
    ...(text === '' ? [] : text.split('\n')).map((line) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      return paragraph;
    }),
  );
}
