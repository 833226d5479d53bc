import type { Editor } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** What is being looked for, behind the sign that asked for it. */
export interface OpenCompletion {
  readonly query: string;
  /** Where the sign is. */
  readonly from: number;
  readonly to: number;
  /** Which of the choices Enter takes. */
  readonly active: number;
  /** The sign was put there by a tool and goes with the list when nothing was typed. */
  readonly isByTool: boolean;
}

export interface CompletionRules {
  /** Of the plugin; no other may have it. */
  readonly name: string;
  readonly sign: string;
  /** Whether the sign asks for anything behind these words of its block. A line break and anything else that is no text is `\ufffc`. */
  readonly canFollow: (before: string, state: EditorState) => boolean;
  /** Whether what was typed behind the sign may still be looked for. */
  readonly canBe: (query: string) => boolean;
  /** So many letters must be typed before the list is shown; not when a tool asked for it. */
  readonly shortestQuery?: number;
}

/** What can be chosen, and what becomes of it. */
export interface CompletionSource<Choice> {
  choicesFor(query: string): readonly Choice[];
  /** The list is closed; the sign and the query are still there. */
  take(place: OpenCompletion, choice: Choice): void;
}

type Change = { readonly active: number } | 'open' | 'open by tool' | 'close';

/** Longer queries are no longer looked at: what is that long has been written for another reason. */
const longestQuery = 80;

/** Before those of lists, code and links. */
export const completionPriority = 1_100;

export type Completion<Choice> = ReturnType<typeof createCompletion<Choice>>;

/**
 * A list that opens while somebody types behind a sign. The focus stays in the text. Not @tiptap/suggestion: that opens also
 * for signs that were there before or that somebody else types, and forgets that a list was dismissed with the next change
 * from elsewhere, for which y-tiptap replaces the whole text.
 */
export function createCompletion<Choice>(rules: CompletionRules) {
  const { sign, shortestQuery = 0 } = rules;
  const key = new PluginKey<OpenCompletion | undefined>(rules.name);

  /** The list that is open, if any. */
  function find(state: EditorState): OpenCompletion | undefined {
    const open = key.getState(state);
    return open === undefined || open.isByTool || open.query.length >= shortestQuery ? open : undefined;
  }

  function change(view: EditorView, what: Change): void {
    if (what === 'open' || key.getState(view.state) !== undefined) view.dispatch(view.state.tr.setMeta(key, what));
  }

  /** Makes another choice the one that Enter takes. */
  const pointAt = (view: EditorView, active: number): void => change(view, { active });

  /** Puts the sign behind what is selected. False where no list can be. */
  function openByTool(tr: Transaction, dispatch: ((tr: Transaction) => void) | undefined): boolean {
    const { $to } = tr.selection;
    if (!isPlainText($to)) return false;
    const place = TextSelection.create(tr.doc, $to.pos);
    dispatch?.(tr.setSelection(place).insertText(sign).setMeta(key, 'open by tool').scrollIntoView());
    return true;
  }

  function choose(editor: Editor, choice: Choice, source: CompletionSource<Choice>): void {
    const open = find(editor.state);
    if (open === undefined) return;
    change(editor.view, 'close');
    source.take(open, choice);
  }

  function follow(transaction: Transaction, open: OpenCompletion | undefined, state: EditorState) {
    const what: Change | undefined = transaction.getMeta(key);
    const isOpened = what === 'open' || what === 'open by tool';
    if (what === 'close' || (open === undefined && !isOpened)) return undefined;
    const place = findSign(state);
    if (place === undefined) return undefined;
    const isFromElsewhere = transaction.getMeta(ySyncPluginKey) !== undefined;
    // The sign may have moved with the text; another one further on is another.
    if (open !== undefined && !isOpened && !isFromElsewhere && transaction.mapping.map(open.from) !== place.from)
      return undefined;
    if (typeof what === 'object' && open !== undefined) return { ...open, active: what.active };
    const active = open?.query === place.query ? open.active : 0;
    return { ...place, active, isByTool: open?.isByTool ?? what === 'open by tool' };
  }

  /** The last sign before the caret in its block, and what has been typed behind it. */
  function findSign({ selection }: EditorState) {
    const { $head, empty } = selection;
    if (!empty || !isPlainText($head)) return undefined;
    const before = textBefore($head);
    const at = before.lastIndexOf(sign);
    const query = before.slice(at + sign.length);
    if (at < 0 || query.includes('\ufffc') || !rules.canBe(query)) return undefined;
    return { query, from: $head.pos - before.length + at, to: $head.pos };
  }

  /** Only the person's own last letter of the sign opens the list: not one that was there, nor one that comes from elsewhere. */
  function openByTyping(view: EditorView, from: number, to: number, text: string): boolean {
    if (text !== sign && text !== sign.slice(-1)) return false;
    const { state } = view;
    const $from = state.doc.resolve(from);
    const isCode = !isPlainText($from) || $from.marks().some(({ type }) => type.spec.code === true);
    const typed = textBefore($from) + text;
    if (isCode || !typed.endsWith(sign)) return false;
    if (!rules.canFollow(typed.slice(0, -sign.length), state)) return false;
    view.dispatch(state.tr.insertText(text, from, to).setMeta(key, 'open').scrollIntoView());
    return true;
  }

  function handleKey(
    view: EditorView,
    event: KeyboardEvent,
    editor: Editor,
    source: CompletionSource<Choice>,
  ): boolean {
    const open = find(view.state);
    if (open === undefined || view.composing || event.ctrlKey || event.metaKey || event.altKey) return false;
    const choices = source.choicesFor(open.query);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && choices.length > 0) {
      pointAt(view, (Math.min(open.active, choices.length - 1) + step + choices.length) % choices.length);
      return true;
    }
    if (event.key === 'Escape') {
      dismiss(view, open);
      return true;
    }
    const chosen = choices[Math.min(open.active, choices.length - 1)];
    if ((event.key !== 'Enter' && event.key !== 'Tab') || event.shiftKey || chosen === undefined) return false;
    choose(editor, chosen, source);
    return true;
  }

  /** Closes the list. What the person typed stays as they typed it. */
  function dismiss(view: EditorView, { from, to, query, isByTool }: OpenCompletion): void {
    const { tr } = view.state;
    if (isByTool && query === '') tr.delete(from, to);
    view.dispatch(tr.setMeta(key, 'close'));
  }

  function createPlugin(editor: Editor, source: CompletionSource<Choice>): Plugin {
    return new Plugin({
      key,
      state: {
        init: (): OpenCompletion | undefined => undefined,
        apply: (transaction, open, _before, state) => follow(transaction, open, state),
      },
      props: {
        handleTextInput: (view, from, to, text) => openByTyping(view, from, to, text),
        handleKeyDown: (view, event) => handleKey(view, event, editor, source),
        handleDOMEvents: {
          blur: (view) => {
            change(view, 'close');
            return false;
          },
        },
      },
    });
  }

  return { find, pointAt, openByTool, choose, createPlugin };
}

type Position = EditorState['selection']['$head'];

const isPlainText = ({ parent }: Position): boolean => parent.isTextblock && parent.type.spec.code !== true;

const textBefore = ({ parent, parentOffset }: Position): string =>
  parent.textBetween(Math.max(0, parentOffset - longestQuery), parentOffset, null, '\ufffc');
