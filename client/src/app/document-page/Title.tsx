import { type Ref, useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { bindTitle } from './bind-title.ts';

/** The title of a document, and whenever anybody changes it. */
export function useTitle(doc: Y.Doc): string {
  const text = doc.getText('title');
  return useSyncExternalStore(
    (listener) => {
      text.observe(listener);
      return () => text.unobserve(listener);
    },
    () => text.toString(),
  );
}

/** The title as the heading of the page, and the field that edits it. Enter goes on to the text. */
export function Title(props: {
  readonly doc: Y.Doc;
  readonly language: string;
  readonly isEditable: boolean;
  readonly onDone: () => void;
  readonly headingRef: Ref<HTMLHeadingElement>;
}) {
  const { doc, onDone } = props;
  const { t } = useTranslation();
  const title = useTitle(doc);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => (field.current === null ? undefined : bindTitle(doc.getText('title'), field.current)), [doc]);
  return (
    <h1 className="title" data-value={title} tabIndex={-1} ref={props.headingRef}>
      <textarea
        className="title__field"
        ref={field}
        data-testid="title"
        aria-label={t('document.title')}
        placeholder={t('common.untitled')}
        lang={props.language}
        readOnly={!props.isEditable}
        rows={1}
        spellCheck
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onDone();
        }}
      />
    </h1>
  );
}
