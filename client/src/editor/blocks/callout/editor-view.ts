import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { NodeView } from '@tiptap/pm/view';
import i18next from 'i18next';
import { type CalloutKind, toCalloutKind } from './callout-kinds.ts';
import './callout.css';

/** lucide's Info, TriangleAlert, CircleCheck and Lightbulb. */
const paths: Readonly<Record<CalloutKind, string>> = {
  info: '<circle cx="12" cy="12" r="10"/><path d="M12 16v-4"/><path d="M12 8h.01"/>',
  warning:
    '<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/><path d="M12 9v4"/><path d="M12 17h.01"/>',
  success: '<circle cx="12" cy="12" r="10"/><path d="m9 12 2 2 4-4"/>',
  tip: '<path d="M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5"/><path d="M9 18h6"/><path d="M10 22h4"/>',
};

const iconOf = (kind: CalloutKind): string =>
  `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths[kind]}</svg>`;

/** A callout in the editor: its kind as an icon and a word of the interface, which is no part of the text. */
function createView(node: Node): NodeView {
  const dom = document.createElement('div');
  const label = document.createElement('div');
  const contentDOM = document.createElement('div');
  dom.className = 'callout';
  dom.setAttribute('role', 'note');
  label.className = 'callout__kind';
  label.contentEditable = 'false';
  // The name of the note says it.
  label.setAttribute('aria-hidden', 'true');
  contentDOM.className = 'callout__content';
  dom.append(label, contentDOM);
  let shown = node;
  const draw = () => {
    const kind = toCalloutKind(shown.attrs['kind']);
    const word = i18next.t(`blocks:callout.kinds.${kind}`);
    dom.dataset['callout'] = kind;
    dom.setAttribute('aria-label', word);
    label.innerHTML = iconOf(kind);
    label.append(word);
  };
  draw();
  i18next.on('languageChanged', draw);
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== shown.type) return false;
      const isSame = next.attrs['kind'] === shown.attrs['kind'];
      shown = next;
      if (!isSame) draw();
      return true;
    },
    // What is drawn around the text is nobody's typing; a caret that the browser puts there is the person's.
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
    destroy: () => i18next.off('languageChanged', draw),
  };
}

export const editorView = Extension.create({
  name: 'calloutView',
  addProseMirrorPlugins: () => [new Plugin({ props: { nodeViews: { callout: createView } } })],
});
