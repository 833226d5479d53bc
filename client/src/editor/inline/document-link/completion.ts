import { type Editor, Extension } from '@tiptap/core';
import { type CompletionSource, completionPriority, createCompletion } from '../../completion/completion.ts';
import { insertDocumentLink, insertLinkToNew } from './insert-document-link.ts';
import type { KnownDocument, OtherDocuments } from './other-documents.ts';

/** One line of the list. */
export type Choice =
  | { readonly kind: 'document'; readonly document: KnownDocument }
  /** Makes a document of that title. */
  | { readonly kind: 'new'; readonly title: string };

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    documentLink: {
      /** Asks for a document to link to at the caret, behind what is selected. */
      startDocumentLink: () => ReturnType;
    };
  }
}

const mostChoices = 8;

/** The list of documents behind `[[`. */
export const documentCompletion = createCompletion<Choice>({
  name: 'documentCompletion',
  sign: '[[',
  canFollow: () => true,
  canBe: (query) => !query.includes(']]'),
});

/** What fits what has been typed; a new document of that title comes last. */
export const createDocumentSource = (editor: Editor, documents: OtherDocuments): CompletionSource<Choice> => ({
  choicesFor(query) {
    const title = query.trim();
    const found = documents.search(title, mostChoices).map((document): Choice => ({ kind: 'document', document }));
    return title === '' ? found : [...found, { kind: 'new', title }];
  },
  take(place, choice) {
    if (choice.kind === 'document') insertDocumentLink(editor, place, choice.document, documents);
    else void insertLinkToNew(editor, place, choice.title, documents);
  },
});

/** Opens a list of documents while somebody types behind `[[`, and puts the link in the place of what was typed. */
export function createDocumentCompletion(documents: OtherDocuments) {
  return Extension.create({
    name: 'documentCompletion',
    priority: completionPriority,
    addCommands: () => ({
      startDocumentLink:
        () =>
        ({ tr, dispatch }) =>
          documentCompletion.openByTool(tr, dispatch),
    }),
    addKeyboardShortcuts: () => ({ 'Mod-Shift-k': ({ editor }) => editor.commands.startDocumentLink() }),
    addProseMirrorPlugins() {
      const { editor } = this;
      return [documentCompletion.createPlugin(editor, createDocumentSource(editor, documents))];
    },
  });
}
