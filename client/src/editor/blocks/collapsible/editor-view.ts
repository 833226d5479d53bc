import { Extension } from '@tiptap/core';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type Command, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type CollapsibleView, createCollapsibleView } from './collapsible-view.ts';
import { goBelowTitle, isAtTitleStart, titleAtCaret } from './title-keys.ts';

/** The sections as they are drawn, by their element. Which are open is known here alone: nothing of it is written. */
const key = new PluginKey<WeakMap<HTMLElement, CollapsibleView>>('collapsible');

/**
 * Sections are closed when a document opens, unless there is nothing in them yet, and open by themselves when the caret
 * comes into one: whatever leads to words in a text (find, search, a link, the outline) brings it there.
 */
function createCollapsiblePlugin(): Plugin {
  const views = new WeakMap<HTMLElement, CollapsibleView>();
  // Outlives the view of a section, which is made anew when somebody else writes it anew.
  const openById = new Map<string, boolean>();
  const setOpen = (view: CollapsibleView, id: unknown, isOpen: boolean) => {
    view.setOpen(isOpen);
    if (typeof id === 'string') openById.set(id, isOpen);
  };
  return new Plugin({
    key,
    state: { init: () => views, apply: (_, known) => known },
    props: {
      nodeViews: {
        collapsible(node, editor, getPos) {
          const isOpen = openById.get(String(node.attrs['id'])) ?? isEmptyBelowTitle(node);
          const view = createCollapsibleView(node, isOpen, () => {
            const position = getPos();
            const current = position === undefined ? null : editor.state.doc.nodeAt(position);
            if (position === undefined || current === null) return;
            setOpen(view, current.attrs['id'], !view.isOpen);
            if (!view.isOpen) leaveContent(editor, position, current);
          });
          views.set(view.dom, view);
          return view;
        },
      },
    },
    view: () => ({
      update(editor, before) {
        if (editor.state.doc === before.doc && editor.state.selection.eq(before.selection)) return;
        const { $anchor, $head } = editor.state.selection;
        for (const end of $anchor.pos === $head.pos ? [$head] : [$anchor, $head])
          for (const { node, position } of sectionsHiding(end)) {
            const view = viewAt(editor, position);
            if (view?.isOpen === false) setOpen(view, node.attrs['id'], true);
          }
      },
    }),
  });
}

const isEmptyBelowTitle = (node: Node): boolean =>
  node.children.slice(1).every((block) => block.isTextblock && block.childCount === 0);

/** The sections around a place that is not in their title. */
function sectionsHiding($place: ResolvedPos): { node: Node; position: number }[] {
  const found: { node: Node; position: number }[] = [];
  for (let depth = $place.depth; depth > 0; depth -= 1)
    if ($place.node(depth).type.name === 'collapsible' && $place.index(depth) > 0)
      found.push({ node: $place.node(depth), position: $place.before(depth) });
  return found;
}

function viewAt(editor: EditorView, position: number): CollapsibleView | undefined {
  const dom = editor.nodeDOM(position);
  return dom instanceof HTMLElement ? key.getState(editor.state)?.get(dom) : undefined;
}

/** A caret in what was closed would open it again: it goes to the end of the title. */
function leaveContent(editor: EditorView, position: number, node: Node): void {
  const { selection, doc, tr } = editor.state;
  const titleEnd = position + 1 + (node.firstChild?.nodeSize ?? 0);
  if (selection.to <= titleEnd || selection.from >= position + node.nodeSize) return;
  editor.dispatch(tr.setSelection(TextSelection.near(doc.resolve(titleEnd), -1)));
}

/** What the button does, from the title. */
const toggleFromTitle: Command = (state, _, editor) => {
  const found = titleAtCaret(state);
  const view = found && editor && viewAt(editor, found.position);
  view?.dom.querySelector('button')?.click();
  return view !== undefined;
};

export const editorView = Extension.create({
  name: 'collapsibleView',
  // Before the line break, for which there is Shift-Enter, and before the keys that know no title.
  priority: 1_001,
  addProseMirrorPlugins: () => [createCollapsiblePlugin()],
  addKeyboardShortcuts() {
    return {
      'Mod-Enter': () => toggleFromTitle(this.editor.state, undefined, this.editor.view),
      Enter: () => goBelowTitle(this.editor.state, this.editor.view.dispatch),
      Backspace: () => isAtTitleStart(this.editor.state) && this.editor.commands.toggleCollapsible(),
    };
  },
});
