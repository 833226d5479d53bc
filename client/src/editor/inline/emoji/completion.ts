import { type Editor, Extension } from '@tiptap/core';
import { type CompletionSource, completionPriority, createCompletion } from '../../completion/completion.ts';
import { undoPartsOf } from '../../undo/undo-parts.ts';
import type { Emoji, EmojiNames } from './find-emojis.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    emoji: {
      /** Asks for an emoji at the caret, behind what is selected. */
      startEmoji: () => ReturnType;
    };
  }
}

/** The emoji that can be chosen, and those that were. */
export interface Emojis {
  /** In the language of the interface. */
  names(): EmojiNames | 'loading' | 'missing';
  /** Fetches the names; runs when they are there. */
  subscribe(listener: () => void): () => void;
  /** The latest first. */
  recent(): readonly string[];
  use(character: string): void;
}

const mostChoices = 8;

/** What most people look for. */
const usual = ['👍', '😊', '🎉', '✅', '❤️', '🙏', '⚠️', '👏'];

/** The list of emoji behind `:`. Two letters are needed, so that a colon in a sentence stays one. */
export const emojiCompletion = createCompletion<Emoji>({
  name: 'emojiCompletion',
  sign: ':',
  canFollow: (before) => /(^|[\s\ufffc(])$/.test(before),
  canBe: (query) => /^[\p{L}\p{M}\p{N}’'-]*$/u.test(query),
  shortestQuery: 2,
});

/** What fits what has been typed, those used last first, then the usual ones. */
export const createEmojiSource = (editor: Editor, emojis: Emojis): CompletionSource<Emoji> => ({
  choicesFor(query) {
    const names = emojis.names();
    if (typeof names === 'string') return [];
    const known = [...new Set([...emojis.recent(), ...usual])].flatMap((character) => names.find(character) ?? []);
    if (query === '') return known.slice(0, mostChoices);
    const found = names.search(query, 60);
    return [...new Set([...known.filter((emoji) => found.includes(emoji)), ...found])].slice(0, mostChoices);
  },
  /** A step of its own for undo, which gives back what was typed. */
  take({ from, to }, { character }) {
    emojis.use(character);
    undoPartsOf(editor.state).undoManager.stopCapturing();
    editor.view.dispatch(editor.state.tr.insertText(character, from, to).scrollIntoView());
  },
});

/** Offers emoji by their names to whoever types `:` and two letters behind a space or at the beginning of a line. */
export const createEmojiCompletion = (emojis: Emojis) =>
  Extension.create({
    name: 'emojiCompletion',
    priority: completionPriority,
    addCommands: () => ({
      startEmoji:
        () =>
        ({ tr, dispatch }) =>
          emojiCompletion.openByTool(tr, dispatch),
    }),
    addProseMirrorPlugins() {
      return [emojiCompletion.createPlugin(this.editor, createEmojiSource(this.editor, emojis))];
    },
  });
