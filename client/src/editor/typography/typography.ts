import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { typeset } from './typeset.ts';

/** What the rules need to know of the document and the person. */
export interface TypographyParts {
  readonly isOn: () => boolean;
  /** Of the text, BCP 47. */
  readonly language: () => string;
}

/** What a rule has just put there, and what was typed. */
interface Applied {
  readonly from: number;
  readonly to: number;
  readonly typed: string;
}

const key = new PluginKey<Applied | undefined>('typography');

/** No rule looks further back. */
const longestContext = 4;

/**
 * Sets what is typed as a printer would in the language of the passage; never in code. Backspace right after takes it back
 * and leaves what was typed. Looks at a few letters before the caret only, and only at what this person types.
 */
export const createTypography = (parts: TypographyParts) =>
  Extension.create({
    name: 'typography',
    addProseMirrorPlugins: () => [
      new Plugin<Applied | undefined>({
        key,
        state: {
          init: () => undefined,
          apply: (transaction, applied) => {
            const set: Applied | undefined = transaction.getMeta(key);
            if (set !== undefined) return set;
            return transaction.docChanged || transaction.selectionSet ? undefined : applied;
          },
        },
        props: {
          handleTextInput: (view, from, to, typed) => parts.isOn() && set(view, { from, to, typed }, parts.language()),
          handleKeyDown: (view, event) => event.key === 'Backspace' && !hasModifier(event) && takeBack(view),
        },
      }),
    ],
  });

const hasModifier = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;

function set(view: EditorView, { from, to, typed }: Applied, language: string): boolean {
  const { state } = view;
  const $from = state.doc.resolve(from);
  const marks = state.storedMarks ?? $from.marks();
  if (view.composing || !$from.parent.isTextblock || $from.parent.type.spec.code === true) return false;
  if (marks.some(({ type }) => type.spec.code === true)) return false;
  const passage: unknown = marks.find(({ type }) => type.name === 'passageLanguage')?.attrs['language'];
  const { parentOffset } = $from;
  const before = $from.parent.textBetween(Math.max(0, parentOffset - longestContext), parentOffset, null, '\ufffc');
  const setting = typeset(before, typed, typeof passage === 'string' ? passage : language);
  if (setting === undefined) return false;
  const start = from - setting.replaced;
  const written = before.slice(before.length - setting.replaced) + typed;
  const { tr } = state;
  const applied: Applied = { from: start, to: start + setting.by.length, typed: written };
  view.dispatch(tr.insertText(setting.by, start, to).setMeta(key, applied).scrollIntoView());
  return true;
}

function takeBack(view: EditorView): boolean {
  const applied = justSet(view.state);
  if (applied === undefined) return false;
  view.dispatch(view.state.tr.insertText(applied.typed, applied.from, applied.to).scrollIntoView());
  return true;
}

/** Only while nothing else has happened. */
function justSet(state: EditorState): Applied | undefined {
  const applied = key.getState(state);
  return state.selection.empty && state.selection.from === applied?.to ? applied : undefined;
}
