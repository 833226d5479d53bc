import { type Editor, Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { NodeView } from '@tiptap/pm/view';
import { deepEqual } from 'fast-equals';
import i18next from 'i18next';
import { afterFrame } from '../../../after-frame.ts';
import { goToHeading, type Heading, headingsOf } from '../../headings.ts';
import './outline-block.css';

/**
 * The outline in the editor: each heading leads to it. Drawn again when the frame with a change has been made, and only when a
 * heading changed: a key in a paragraph waits for nothing.
 */
function createView(editor: Editor): NodeView {
  const dom = document.createElement('nav');
  dom.className = 'outline-block';
  dom.contentEditable = 'false';
  let shown: readonly Heading[] = headingsOf(editor.state.doc);
  let isPlanned = false;
  let isDestroyed = false;
  const draw = () => drawOutline(dom, shown, (heading) => goToHeading(editor, heading));
  const follow = () => {
    if (isPlanned) return;
    isPlanned = true;
    afterFrame(() => {
      isPlanned = false;
      const now = isDestroyed || editor.isDestroyed ? shown : headingsOf(editor.state.doc);
      if (deepEqual(now, shown)) return;
      shown = now;
      draw();
    });
  };
  draw();
  i18next.on('languageChanged', draw);
  editor.on('transaction', follow);
  return {
    dom,
    ignoreMutation: () => true,
    // Pressing a heading leads to it, and does not select the outline.
    stopEvent: ({ target }) => target instanceof Element && target.closest('button') !== null,
    destroy() {
      isDestroyed = true;
      i18next.off('languageChanged', draw);
      editor.off('transaction', follow);
    },
  };
}

function drawOutline(dom: HTMLElement, headings: readonly Heading[], onGo: (heading: Heading) => void): void {
  const name = i18next.t('blocks:outline.name');
  dom.setAttribute('aria-label', name);
  const title = make('div', 'outline-block__title', name);
  if (headings.length === 0) {
    dom.replaceChildren(title, make('p', 'outline-block__empty', i18next.t('blocks:outline.empty')));
    return;
  }
  const list = make('ul', 'outline-block__list');
  for (const heading of headings) {
    const entry = make('li', 'outline-block__entry');
    const link = make('button', 'outline-block__link', heading.text);
    entry.dataset['level'] = String(Math.min(heading.level, 3));
    link.setAttribute('type', 'button');
    link.addEventListener('click', () => onGo(heading));
    entry.append(link);
    list.append(entry);
  }
  dom.replaceChildren(title, list);
}

function make(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

export const editorView = Extension.create({
  name: 'outlineView',
  addProseMirrorPlugins() {
    const { editor } = this;
    return [new Plugin({ props: { nodeViews: { outline: () => createView(editor) } } })];
  },
});
