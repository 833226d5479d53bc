import { FolderInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseFiles } from './chosen-files.ts';
import './file-drop.css';

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true;

/** Takes files that are dropped anywhere on the page, which the browser would otherwise leave for them. */
export function FileDrop() {
  const { t } = useTranslation();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const left = ({ relatedTarget }: DragEvent) => {
      // Out of the window, and not from one element into another.
      if (relatedTarget === null) setIsOver(false);
    };
    const dropped = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      chooseFiles([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', over, listening);
    addEventListener('dragleave', left, listening);
    addEventListener('drop', dropped, listening);
    return () => listening.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div className="file-drop" aria-hidden data-testid="file-drop">
      <p className="file-drop__text">
        <FolderInput className="icon" />
        {t('files.drop')}
      </p>
    </div>
  );
}
