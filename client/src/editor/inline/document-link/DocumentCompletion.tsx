import type { Editor } from '@tiptap/core';
import { FilePlus2, FileText } from 'lucide-react';
import { useMemo, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChoiceLine, CompletionList } from '../../completion/CompletionList.tsx';
import { type Choice, createDocumentSource, documentCompletion } from './completion.ts';
import type { OtherDocuments } from './other-documents.ts';

/** The list of documents under the brackets. */
export function DocumentCompletion(props: { readonly editor: Editor; readonly documents: OtherDocuments }) {
  const { editor, documents } = props;
  const { t } = useTranslation();
  const source = useMemo(() => createDocumentSource(editor, documents), [editor, documents]);
  useListChanges(documents);
  const lineOf = (choice: Choice): ChoiceLine =>
    choice.kind === 'new'
      ? { key: 'new', icon: FilePlus2, label: t('documentLink.create', { title: choice.title }) }
      : { key: choice.document.id, icon: FileText, label: choice.document.title.trim() || t('common.untitled') };
  return (
    <CompletionList
      editor={editor}
      completion={documentCompletion}
      source={source}
      label={t('documentLink.list')}
      lineOf={lineOf}
      countOf={(choices) =>
        t('documentLink.found', { count: choices.filter(({ kind }) => kind === 'document').length })
      }
      none={t('documentLink.none')}
    />
  );
}

/** Draws again when a title changes while the list is open. */
function useListChanges(documents: OtherDocuments): void {
  const changes = useRef(0);
  useSyncExternalStore(
    (changed) =>
      documents.subscribe(() => {
        changes.current += 1;
        changed();
      }),
    () => changes.current,
  );
}
