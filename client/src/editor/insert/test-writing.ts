import { Editor } from '@tiptap/core';
import i18next from 'i18next';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { en } from '../../i18n/en.ts';
import { fr } from '../../i18n/fr.ts';
import type { Words } from '../../i18n/i18n.ts';
import type { Translate } from '../blocks/contract.ts';
import { blockWords as blocksInEnglish } from '../blocks/words-en.ts';
import { blockWords as blocksInFrench } from '../blocks/words-fr.ts';
import { createEditorExtensions } from '../editor-extensions.ts';
import type { Emojis } from '../inline/emoji/completion.ts';
import type { People } from '../inline/mention/people.ts';
import type { TypographyParts } from '../typography/typography.ts';
import type { RecentEntries } from './recent-entries.ts';
import type { SlashParts } from './slash-menu.ts';

export const english: Words = { translation: en, blocks: blocksInEnglish };
export const french: Words = { translation: fr, blocks: blocksInFrench };

/** Entries used last, in memory. */
export function rememberEntries(...ids: string[]): RecentEntries {
  return {
    ids: () => ids,
    add(id) {
      ids = [id, ...ids.filter((other) => other !== id)];
    },
  };
}

const editors: Editor[] = [];

/** What the slash menu knows of the person, in the language that i18next speaks. */
export function slashPartsFor(recent: RecentEntries): SlashParts {
  const t: Translate = i18next.getFixedT(null, ['translation', 'blocks']);
  return { recent, words: () => ({ t, language: i18next.language }) };
}

/** An editor with the slash menu; typography only where it is asked for. */
export function mountWriting(
  recent = rememberEntries(),
  doc = new Y.Doc(),
  typography?: TypographyParts,
  emojis?: Emojis,
  people?: People,
): Editor {
  const editor = new Editor({
    injectCSS: false,
    element: document.createElement('div'),
    extensions: createEditorExtensions({
      doc,
      awareness: new Awareness(doc),
      placeholder: () => '',
      someone: 'Someone',
      onToolbarKey: () => undefined,
      onLinkKey: () => undefined,
      slash: slashPartsFor(recent),
      typography,
      emojis,
      people,
    }),
  });
  editors.push(editor);
  return editor;
}

export function destroyWriting(): void {
  for (const editor of editors.splice(0)) editor.destroy();
}

/** Types as a keyboard does; a name of more than one letter is a key. Says for each whether the editor did something of its own. */
export function typeKeys(editor: Editor, keys: readonly string[]): boolean[] {
  return keys.map((key) => (key.length > 1 ? press(editor, key) : typeLetter(editor, key)));
}

function typeLetter({ state, view }: Editor, letter: string): boolean {
  const { from, to } = state.selection;
  const insert = () => state.tr.insertText(letter, from, to);
  const isHandled = view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, insert)) === true;
  if (!isHandled) view.dispatch(insert());
  return isHandled;
}

function press({ view }: Editor, key: string): boolean {
  const event = new KeyboardEvent('keydown', { key });
  return view.someProp('handleKeyDown', (handle) => handle(view, event)) === true;
}
