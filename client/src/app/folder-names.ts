import { useTranslation } from 'react-i18next';
import { type Folder, type FolderId, type Folders, pathTo } from '../library/folders.ts';

/** What a folder is called; one that is gone, or has no name, too. */
export function useFolderName(): (folder: Folder | undefined) => string {
  const { t } = useTranslation();
  return (folder) => folder?.name || t('folder.untitled');
}

/** Where a folder stands, the outermost first: "Meetings / 2026". */
export function useFolderPath(): (folders: Folders, id: FolderId | undefined) => string {
  const nameOf = useFolderName();
  return (folders, id) => pathTo(folders, id).map(nameOf).join(' / ');
}

/** As people of this language look for names: numbers by their value, accents and case last. */
export const compareNames = (language: string): ((one: string, other: string) => number) =>
  new Intl.Collator(language, { numeric: true }).compare;
