import { type AnyExtension, Extension } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Placeholder, Selection } from '@tiptap/extensions';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { BlockActionKeys } from './block-actions/block-actions.ts';
import { createBlockLinks } from './block-actions/block-links.ts';
import { createBlockIdKeeper } from './block-ids/block-id-keeper.ts';
import { byFolder } from './blocks/by-folder.ts';
import { createCarets } from './carets/carets.ts';
import { EnterOverBlocks } from './enter/enter-over-blocks.ts';
import { FoundDrawing } from './find/found-drawing.ts';
import { ClearFormatting } from './formats/clear-formatting.ts';
import { type ForeignContent, noForeignContent } from './guard/foreign-content.ts';
import { createGuardExtension } from './guard/guard-extension.ts';
import type { PlaceholderWords } from './guard/placeholder-view.ts';
import { createPlaceholders } from './guard/placeholders.ts';
import { createDocumentCompletion } from './inline/document-link/completion.ts';
import { createDocumentLinks } from './inline/document-link/document-links.ts';
import type { OtherDocuments } from './inline/document-link/other-documents.ts';
import type { LinkWords } from './inline/document-link/shown-link.ts';
import { createEmojiCompletion, type Emojis } from './inline/emoji/completion.ts';
import { createMentionCompletion } from './inline/mention/completion.ts';
import type { People } from './inline/mention/people.ts';
import { createSlashMenu, type SlashParts } from './insert/slash-menu.ts';
import { StyledPaste } from './paste/styled-paste.ts';
import { contentExtensions } from './schema.ts';
import { SelectionBeforeKeys } from './selection-before-keys.ts';
import { createTypography, type TypographyParts } from './typography/typography.ts';
import { UndoCaret } from './undo/undo-caret.ts';
import { undoHistoryOf } from './undo/undo-history.ts';
import { createUndoableChanges, type UndoableChanges } from './undo/undoable-changes.ts';

/** How blocks are drawn in an editor that say something in the words of the interface. */
const editorViews = byFolder(
  import.meta.glob<AnyExtension>(['./blocks/*/editor-view.ts', './inline/*/editor-view.ts'], {
    eager: true,
    import: 'editorView',
  }),
);

export interface EditorParts {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly placeholder: () => string;
  readonly someone: string;
  readonly onToolbarKey: () => void;
  readonly onLinkKey: () => void;
  /** Nothing where the text has no address. */
  readonly onBlockLink?: ((blockId: string) => void) | undefined;
  readonly undoableChanges?: UndoableChanges | undefined;
  /** Nothing where no other documents can be known. */
  readonly links?: LinkParts | undefined;
  /** Nothing where nobody writes. */
  readonly slash?: SlashParts | undefined;
  /** Nothing where nobody writes. */
  readonly emojis?: Emojis | undefined;
  /** Nothing where nobody writes. */
  readonly people?: People | undefined;
  /** Nothing where nobody writes. */
  readonly typography?: TypographyParts | undefined;
  /** Nothing for a document that this version knows all of. */
  readonly guard?: GuardParts | undefined;
}

/** What the text can link to, and what is said around a link. */
export interface LinkParts {
  readonly documents: OtherDocuments;
  readonly words: LinkWords;
}

/** What the document holds beyond the schema, and what to say and do about it. */
export interface GuardParts {
  readonly foreign: ForeignContent;
  readonly words: PlaceholderWords;
  readonly onKept: () => void;
  readonly onRemovalAsked: () => void;
}

/**
 * The content's extensions bound to one document. Mounting an editor with them on a loaded document emits no Yjs
 * update; on one that is not loaded yet it would write duplicates (tiptap#6891).
 */
export function createEditorExtensions(parts: EditorParts) {
  const keys = Extension.create({
    name: 'pageKeys',
    addKeyboardShortcuts: () => ({
      'Alt-F10': () => {
        parts.onToolbarKey();
        return true;
      },
      // Where nothing is selected, the page opens its search.
      'Mod-k': ({ editor }) => {
        if (editor.state.selection.empty && !editor.isActive('link')) return false;
        parts.onLinkKey();
        return true;
      },
    }),
  });
  return [
    ...contentExtensions,
    SelectionBeforeKeys,
    ...editorViews.values(),
    ...createGuard(parts.guard),
    Collaboration.configure({
      document: parts.doc,
      field: 'content',
      yUndoOptions: { undoManager: undoHistoryOf(parts.doc) },
    }),
    UndoCaret,
    ...(parts.onBlockLink === undefined
      ? []
      : [createBlockLinks({ content: parts.doc.getXmlFragment('content'), onCopy: parts.onBlockLink })]),
    ...(parts.undoableChanges === undefined ? [] : [createUndoableChanges(parts.undoableChanges)]),
    createBlockIdKeeper(parts.doc.getXmlFragment('content')),
    createCarets({ doc: parts.doc, awareness: parts.awareness, someone: parts.someone }),
    Placeholder.configure({ placeholder: parts.placeholder }),
    // Keeps the selection visible while the focus is in a panel.
    Selection.configure({ className: 'kept-selection' }),
    FoundDrawing,
    StyledPaste,
    ...(parts.links === undefined
      ? []
      : [createDocumentLinks(parts.links), createDocumentCompletion(parts.links.documents)]),
    ...(parts.slash === undefined ? [] : [createSlashMenu(parts.slash)]),
    ...(parts.emojis === undefined ? [] : [createEmojiCompletion(parts.emojis)]),
    ...(parts.people === undefined ? [] : [createMentionCompletion(parts.people)]),
    ...(parts.typography === undefined ? [] : [createTypography(parts.typography)]),
    EnterOverBlocks,
    BlockActionKeys,
    ClearFormatting,
    keys,
  ];
}

function createGuard(guard: GuardParts | undefined) {
  if (guard === undefined || guard.foreign === noForeignContent) return [];
  const { foreign, words, onKept, onRemovalAsked } = guard;
  return [...createPlaceholders(foreign, words), createGuardExtension({ foreign, onKept, onRemovalAsked })];
}
