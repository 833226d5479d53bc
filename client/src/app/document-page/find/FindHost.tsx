import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindRequest } from '../../../editor/find/FindBar.tsx';
import type { FindQuery } from '../../../editor/find/find-query.ts';
import { PartDialog } from '../../PartDialog.tsx';
import { findBar } from './find-part.ts';
import { closeFind, openFind, useFindRequest } from './find-state.ts';

const noQuery: FindQuery = {
  text: '',
  isCaseKept: false,
  areAccentsKept: false,
  isWholeWord: false,
  isPattern: false,
};

/** The search in the text of this page, opened by Ctrl+F or ⌘F; with the fields to replace by Ctrl+H. */
export function FindHost({ editor, isEditable }: { readonly editor: Editor; readonly isEditable: boolean }) {
  const request = useFindRequest();
  const [query, setQuery] = useState(noQuery);
  useFindKey();
  useEffect(() => closeFind, []);
  if (request === undefined) return null;
  return <OpenFind {...{ editor, isEditable, request, query }} onQuery={setQuery} />;
}

function OpenFind(props: {
  readonly editor: Editor;
  readonly isEditable: boolean;
  readonly request: FindRequest;
  readonly query: FindQuery;
  readonly onQuery: (query: FindQuery) => void;
}) {
  const { t } = useTranslation();
  return (
    <PartDialog part={findBar} title={t('find.title')} onClose={closeFind} given={{ ...props, onClose: closeFind }} />
  );
}

/** Pressed again in the field of the search, the key is the browser's own. */
function useFindKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.altKey || event.shiftKey || event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      const isReplacing = key === 'h' && event.ctrlKey;
      const isInField = event.target instanceof HTMLElement && event.target.closest('search') !== null;
      if ((key !== 'f' && !isReplacing) || (isInField && !isReplacing)) return;
      if (document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      event.preventDefault();
      openFind(isReplacing);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
