import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { openFiles } from '../lazy-parts.ts';
import { PartDialog } from '../PartDialog.tsx';
import { type ChosenFile, chooseFiles, chosenFiles, dismissFiles } from './chosen-files.ts';

/** The installed application is started, or called, with files that the person opened in their file manager. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
}

declare global {
  interface Window {
    /** Chromium only: https://developer.mozilla.org/docs/Web/API/LaunchQueue */
    readonly launchQueue?: LaunchQueue;
  }
}

/** Shows what is in the files that were chosen, whatever page is shown. Once in a page. */
export function FileOpening() {
  const files = useStore(chosenFiles);
  useEffect(() => {
    const take = async (handles: readonly FileSystemFileHandle[]) =>
      chooseFiles(await Promise.all(handles.map((handle) => handle.getFile())));
    window.launchQueue?.setConsumer(({ files: handles }) => void take(handles));
  }, []);
  return files === undefined ? null : <Opened files={files} />;
}

function Opened({ files }: { readonly files: readonly ChosenFile[] }) {
  const { t } = useTranslation();
  return (
    <PartDialog
      part={openFiles}
      title={t('files.openTitle')}
      onClose={dismissFiles}
      given={{ files, onClose: dismissFiles }}
    />
  );
}
