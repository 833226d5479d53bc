import { type Editor, Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { insertDocumentLink, insertLinkToNew } from './insert-document-link.ts';
import type { KnownDocument, OtherDocuments } from './other-documents.ts';

/** What is being looked for, behind the two brackets that asked for it. */
export interface Completion {
  readonly query: string;
  /** Where the brackets are. */
  readonly from: number;
  readonly to: number;
  /** Which of the choices Enter takes. */
  readonly active: number;
  /** The brackets were put there by a tool and go with the list when nothing was typed. */
  readonly isByTool: boolean;
}

/** One line of the list. */
export type Choice =
  | { readonly kind: 'document'; readonly document: KnownDocument }
  /** Makes a document of that title. */
  | { readonly kind: 'new'; readonly title: string };

type Change = { readonly active: number } | 'open' | 'open by tool' | 'close';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    documentLink: {
      /** Asks for a document to link to at the caret, behind what is selected. */
      startDocumentLink: () => ReturnType;
    };
  }
}

const brackets = '[[';
const mostChoices = 8;
/** A title is not longer; what is has been written for another reason. */
const longestQuery = 80;

const key = new PluginKey<Completion | undefined>('documentCompletion');

/** The list that is open, if any. */
export const completionOf = (state: EditorState): Completion | undefined => key.getState(state);

/** What fits what has been typed; a new document of that title comes last. */
export function choicesFor(query: string, documents: OtherDocuments): readonly Choice[] {
  const title = query.trim();
  const found = documents.search(title, mostChoices).map((document): Choice => ({ kind: 'document', document }));
  return title === '' ? found : [...found, { kind: 'new', title }];
}

/**
 * Opens a list of documents while somebody types behind `[[`. Not @tiptap/suggestion: that opens also for brackets that
 * were there before or that somebody else types, and forgets that a list was dismissed with the next change from elsewhere,
 * for which y-tiptap replaces the whole text.
 */
export function createDocumentCompletion(documents: OtherDocuments) {
  return Extension.create({
    name: 'documentCompletion',
    // Its keys come before those of lists, code and links.
    priority: 1_100,
    addCommands: () => ({
      startDocumentLink:
        () =>
        ({ tr, dispatch }) => {
          const { $to } = tr.selection;
          if (!isPlainText($to)) return false;
          dispatch?.(
            tr
              .setSelection(TextSelection.create(tr.doc, $to.pos))
              .insertText(brackets)
              .setMeta(key, 'open by tool')
              .scrollIntoView(),
          );
          return true;
        },
    }),
    addKeyboardShortcuts: () => ({ 'Mod-Shift-k': ({ editor }) => editor.commands.startDocumentLink() }),
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin({
          key,
          state: {
            init: (): Completion | undefined => undefined,
            apply: (transaction, open, _before, state) => follow(transaction, open, state),
          },
          props: {
            handleTextInput: (view, from, to, text) => openByTyping(view, from, to, text),
            handleKeyDown: (view, event) => handleKey(view, event, editor, documents),
            handleDOMEvents: {
              blur: (view) => {
                changeCompletion(view, 'close');
                return false;
              },
            },
          },
        }),
      ];
    },
  });
}

function changeCompletion(view: EditorView, change: Change): void {
  if (change === 'open' || completionOf(view.state) !== undefined) view.dispatch(view.state.tr.setMeta(key, change));
}

/** Makes another line the one that Enter takes. */
export const pointAt = (view: EditorView, active: number): void => changeCompletion(view, { active });

function follow(transaction: Transaction, open: Completion | undefined, state: EditorState): Completion | undefined {
  const change: Change | undefined = transaction.getMeta(key);
  const isOpened = change === 'open' || change === 'open by tool';
  if (change === 'close' || (open === undefined && !isOpened)) return undefined;
  const place = findBrackets(state);
  if (place === undefined) return undefined;
  const isFromElsewhere = transaction.getMeta(ySyncPluginKey) !== undefined;
  // The brackets may have moved with the text; others further on are others.
  if (open !== undefined && !isOpened && !isFromElsewhere && transaction.mapping.map(open.from) !== place.from)
    return undefined;
  if (typeof change === 'object' && open !== undefined) return { ...open, active: change.active };
  const active = open?.query === place.query ? open.active : 0;
  return { ...place, active, isByTool: open?.isByTool ?? change === 'open by tool' };
}

/** The last brackets before the caret in its block, and what has been typed behind them. */
function findBrackets({ selection }: EditorState) {
  const { $head, empty } = selection;
  if (!empty || !isPlainText($head)) return undefined;
  const before = $head.parent.textBetween(
    Math.max(0, $head.parentOffset - longestQuery),
    $head.parentOffset,
    null,
    '\ufffc',
  );
  const at = before.lastIndexOf(brackets);
  const query = before.slice(at + brackets.length);
  if (at < 0 || query.includes('\ufffc') || query.includes(']]')) return undefined;
  return { query, from: $head.pos - before.length + at, to: $head.pos };
}

const isPlainText = ({ parent }: EditorState['selection']['$head']): boolean =>
  parent.isTextblock && parent.type.spec.code !== true;

/** Only the person's own second bracket opens the list: not one that was there, nor one that comes from elsewhere. */
function openByTyping(view: EditorView, from: number, to: number, text: string): boolean {
  if (text !== '[' && text !== brackets) return false;
  const { state } = view;
  const isCode = state.doc
    .resolve(from)
    .marks()
    .some(({ type }) => type.spec.code === true);
  const before = state.doc.textBetween(Math.max(0, from - 1), from);
  if (isCode || (text === '[' && before !== '[')) return false;
  view.dispatch(state.tr.insertText(text, from, to).setMeta(key, 'open').scrollIntoView());
  return true;
}

function handleKey(view: EditorView, event: KeyboardEvent, editor: Editor, documents: OtherDocuments): boolean {
  const open = completionOf(view.state);
  if (open === undefined || view.composing || event.ctrlKey || event.metaKey || event.altKey) return false;
  const choices = choicesFor(open.query, documents);
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
  choose(editor, chosen, documents);
  return true;
}

/** Closes the list. What the person typed stays as they typed it. */
function dismiss(view: EditorView, { from, to, query, isByTool }: Completion): void {
  const { tr } = view.state;
  if (isByTool && query === '') tr.delete(from, to);
  view.dispatch(tr.setMeta(key, 'close'));
}

/** Puts the link in the place of the brackets and what was typed behind them. */
export function choose(editor: Editor, choice: Choice, documents: OtherDocuments): void {
  const open = completionOf(editor.state);
  if (open === undefined) return;
  changeCompletion(editor.view, 'close');
  if (choice.kind === 'document') insertDocumentLink(editor, open, choice.document, documents);
  else void insertLinkToNew(editor, open, choice.title, documents);
}
