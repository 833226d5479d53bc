import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Range } from '../../block-ids/local-change.ts';
import { toLasting } from '../../lasting-range.ts';
import { createAsOne } from '../as-one.ts';
import { dateAt, datesOf, insertDay, type PlacedDate } from './dates.ts';
import { dayOf } from './day.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    date: {
      /** Puts today's date at the caret, behind what is selected; at a date, asks for another day. */
      insertDate: () => ReturnType;
    };
  }
}

/** Finds the date again for which another day is asked. */
type Asked = (state: EditorState) => Range | undefined;

const key = new PluginKey<Asked | undefined>('date');

/** The date for which another day is asked; nothing when somebody has deleted it meanwhile. */
export function askedDate(state: EditorState): PlacedDate | undefined {
  const range = key.getState(state)?.(state);
  return range === undefined ? undefined : dateAt(state, range.from);
}

const ask = (tr: Transaction, state: EditorState, date: PlacedDate): Transaction =>
  tr.setMeta(key, { asked: toLasting(state, date) });

export const stopAsking = ({ state, dispatch }: EditorView): void =>
  dispatch(state.tr.setMeta(key, { asked: undefined }));

/** A date is one thing for the caret, and is changed in place: by a click, Alt+Enter, or the key that puts one in. */
export const editorView = Extension.create({
  name: 'dateEditing',
  addCommands: () => ({
    insertDate:
      () =>
      ({ tr, state, view, dispatch }) => {
        const touched = state.selection.empty ? dateAt(state, state.selection.from) : undefined;
        if (touched !== undefined) {
          dispatch?.(ask(tr, state, touched));
          return true;
        }
        const isPossible = insertDay(tr, dayOf(new Date()), view.dom.lang || 'en');
        if (isPossible) dispatch?.(tr.scrollIntoView());
        return isPossible;
      },
  }),
  addKeyboardShortcuts: () => ({
    'Alt-Shift-d': ({ editor }) => editor.commands.insertDate(),
    'Alt-Enter': ({ editor: { state, view } }) => {
      const touched = state.selection.empty && view.editable ? dateAt(state, state.selection.from) : undefined;
      if (touched !== undefined) view.dispatch(ask(state.tr, state, touched));
      return touched !== undefined;
    },
  }),
  addProseMirrorPlugins: () => [
    createAsOne(datesOf),
    new Plugin<Asked | undefined>({
      key,
      state: {
        init: () => undefined,
        apply(transaction, asked) {
          const change: { readonly asked: Asked | undefined } | undefined = transaction.getMeta(key);
          return change === undefined ? asked : change.asked;
        },
      },
      props: {
        handleClick: (view, _position, event) => {
          const time = event.target instanceof Element ? event.target.closest('time') : null;
          if (event.button !== 0 || event.shiftKey || time === null || !view.editable || !view.state.selection.empty)
            return false;
          const date = dateAt(view.state, view.posAtDOM(time, 0));
          if (date !== undefined) view.dispatch(ask(view.state.tr, view.state, date));
          return date !== undefined;
        },
      },
    }),
  ],
});
