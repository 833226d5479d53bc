import { type Editor, Extension } from '@tiptap/core';
import type { MenuEntry, Translate } from '../blocks/contract.ts';
import { menuEntries } from '../blocks/menu-entries.ts';
import { type CompletionSource, completionPriority, createCompletion } from '../completion/completion.ts';
import { documentCompletion } from '../inline/document-link/completion.ts';
import { undoPartsOf } from '../undo/undo-parts.ts';
import { findEntries } from './find-entries.ts';
import type { RecentEntries } from './recent-entries.ts';

/** One line of the menu. */
export interface SlashChoice {
  readonly entry: MenuEntry;
  /** Where it stands while nothing is looked for. */
  readonly group: 'recent' | MenuEntry['group'] | undefined;
}

/** What the menu needs to know of the person. */
export interface SlashParts {
  readonly recent: RecentEntries;
  /** As the interface speaks now. */
  readonly words: () => { readonly t: Translate; readonly language: string };
}

/** So many of those used last stand before the groups. */
const mostRecent = 3;

/** The menu behind `/`. */
export const slashCompletion = createCompletion<SlashChoice>({
  name: 'slashMenu',
  sign: '/',
  canFollow: (before, state) => /(^|[\s\ufffc])$/.test(before) && documentCompletion.find(state) === undefined,
  // A slash between words, and a link to a document, are not to be disturbed.
  canBe: (query) => !/^\s|\s{2}|\[\[/.test(query) && query.length <= 30,
});

export const createSlashSource = (editor: Editor, { recent, words }: SlashParts): CompletionSource<SlashChoice> => ({
  choicesFor(query) {
    const recentIds = recent.ids();
    const found = findEntries(menuEntries, query, { ...words(), recentIds });
    if (query.trim() !== '') return found.map((entry) => ({ entry, group: undefined }));
    const last = recentIds.flatMap((id) => menuEntries.filter((entry) => entry.id === id)).slice(0, mostRecent);
    return [
      ...last.map((entry): SlashChoice => ({ entry, group: 'recent' })),
      ...found.filter((entry) => !last.includes(entry)).map((entry): SlashChoice => ({ entry, group: entry.group })),
    ];
  },
  /** A step of its own for undo, which gives back what was typed. */
  take({ from, to }, { entry }) {
    recent.add(entry.id);
    undoPartsOf(editor.state).undoManager.stopCapturing();
    entry.run(editor.chain().deleteRange({ from, to })).scrollIntoView().run();
  },
});

/** Offers what can be inserted to whoever types `/` at the beginning of a line or behind a space, and to nobody else. */
export const createSlashMenu = (parts: SlashParts) =>
  Extension.create({
    name: 'slashMenu',
    priority: completionPriority,
    addProseMirrorPlugins() {
      return [slashCompletion.createPlugin(this.editor, createSlashSource(this.editor, parts))];
    },
  });
