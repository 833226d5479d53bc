import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryEntry } from '../../library/entries.ts';
import { Button } from '../../ui/Button.tsx';
import './chosen-documents.css';

/** All documents, to be ticked off: those that stay ticked go into the file. */
export function ChosenDocuments(props: {
  readonly entries: readonly LibraryEntry[];
  readonly onCancel: () => void;
  readonly onSave: (isChosen: (id: string) => boolean) => void;
}) {
  const { entries } = props;
  const { t } = useTranslation();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const isAll = left.size === 0;
  const count = entries.length - left.size;
  const toggle = (id: string) => setLeft(new Set([id]).symmetricDifference(left));
  return (
    <>
      <p className="dialog__text">{t('files.saveText')}</p>
      <div>
        <label className="chosen-documents__all">
          <input
            type="checkbox"
            checked={isAll}
            onChange={() => setLeft(isAll ? new Set(entries.map(({ id }) => id)) : new Set())}
          />
          {t('files.chosen', { count, total: entries.length })}
        </label>
        <ul className="chosen-documents">
          {entries.map(({ id, title }) => (
            <li key={id} className="chosen-documents__item">
              <label>
                <input type="checkbox" checked={!left.has(id)} onChange={() => toggle(id)} />
                <span>{title.trim() || t('common.untitled')}</span>
              </label>
            </li>
          ))}
        </ul>
        {isAll && <p className="chosen-documents__note">{t('files.withFolders')}</p>}
      </div>
      <footer className="dialog__actions">
        <Button onPress={props.onCancel}>{t('common.cancel')}</Button>
        <Button kind="primary" isDisabled={count === 0} onPress={() => props.onSave((id) => !left.has(id))} autoFocus>
          {t('files.saveAction')}
        </Button>
      </footer>
    </>
  );
}
