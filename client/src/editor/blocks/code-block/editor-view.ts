import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import i18next from 'i18next';
import { codeLanguages, toCodeLanguage } from './code-languages.ts';
import './code-block.css';

/** A code block in the editor, and the language it is in, to choose from a list of the browser. */
function createView(node: Node, editor: EditorView, getPos: () => number | undefined): NodeView {
  const dom = document.createElement('div');
  const choice = document.createElement('select');
  const pre = document.createElement('pre');
  const contentDOM = pre.appendChild(document.createElement('code'));
  dom.className = 'code-block';
  choice.className = 'code-block__language';
  choice.contentEditable = 'false';
  dom.append(choice, pre);
  let shown = node;
  const draw = () => {
    const written: unknown = shown.attrs['language'];
    const language = toCodeLanguage(written);
    // One class, whatever is written.
    contentDOM.className = language === '' || /\s/.test(language) ? '' : `language-${language}`;
    choice.setAttribute('aria-label', i18next.t('blocks:code-block.language'));
    const offered = [['', i18next.t('blocks:code-block.plain')] as const, ...codeLanguages];
    const isOffered = language === '' || codeLanguages.has(language);
    const options = isOffered ? offered : [...offered, [language, String(written)] as const];
    choice.replaceChildren(...options.map(createOption));
    choice.value = language;
  };
  draw();
  i18next.on('languageChanged', draw);
  choice.addEventListener('change', () => {
    const position = getPos();
    if (position === undefined || !editor.editable) return draw();
    editor.dispatch(editor.state.tr.setNodeAttribute(position, 'language', choice.value || null));
  });
  choice.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') editor.focus();
  });
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== shown.type) return false;
      const isSame = next.attrs['language'] === shown.attrs['language'];
      shown = next;
      if (!isSame) draw();
      return true;
    },
    stopEvent: ({ target }) => target === choice,
    // What is drawn around the text is nobody's typing; a caret that the browser puts there is the person's.
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
    destroy: () => i18next.off('languageChanged', draw),
  };
}

function createOption([value, name]: readonly [string, string]): HTMLOptionElement {
  const option = document.createElement('option');
  option.value = value;
  // No content: it would be read as words of the text.
  option.label = name;
  return option;
}

/** From code to its language, as from a table to its tools. */
function focusLanguage(editor: EditorView): boolean {
  const { $from } = editor.state.selection;
  if (!editor.editable || $from.parent.type.name !== 'codeBlock') return false;
  const dom = editor.nodeDOM($from.before());
  const choice = dom instanceof Element ? dom.querySelector('select') : null;
  choice?.focus();
  return choice !== null;
}

export const editorView = Extension.create({
  name: 'codeBlockView',
  // Before the tools of the whole text.
  priority: 1_001,
  addKeyboardShortcuts: () => ({ 'Alt-F10': ({ editor }) => focusLanguage(editor.view) }),
  addProseMirrorPlugins: () => [new Plugin({ props: { nodeViews: { codeBlock: createView } } })],
});
