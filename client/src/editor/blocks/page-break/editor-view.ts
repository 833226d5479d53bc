import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { NodeView } from '@tiptap/pm/view';
import i18next from 'i18next';
import './page-break.css';

/** A page break in the editor, named in a word of the interface. */
function createView(): NodeView {
  const dom = document.createElement('div');
  dom.className = 'page-break';
  dom.setAttribute('role', 'separator');
  const draw = () => {
    const word = i18next.t('blocks:page-break.name');
    dom.setAttribute('aria-label', word);
    dom.textContent = word;
  };
  draw();
  i18next.on('languageChanged', draw);
  return { dom, ignoreMutation: () => true, destroy: () => i18next.off('languageChanged', draw) };
}

export const editorView = Extension.create({
  name: 'pageBreakView',
  addProseMirrorPlugins: () => [new Plugin({ props: { nodeViews: { pageBreak: createView } } })],
});
