import type { DocumentId } from '@ecritoire/shared';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShortcutsDialog } from '../../editor/ShortcutsDialog.tsx';
import { Frame, type SidebarToggle } from '../Frame.tsx';
import { useFolderName } from '../folder-names.ts';
import { useFolders, useLibraryValue } from '../library-context.ts';
import { usePresence } from '../person/use-presence.ts';
import { usePreference } from '../preferences.ts';
import { placePath } from '../routes.ts';
import { useKeyboardHeight } from '../use-keyboard-height.ts';
import { usePageTitle } from '../use-page-title.ts';
import { useCodeColors } from './code-colors/use-code-colors.ts';
import { DocumentMenu } from './DocumentMenu.tsx';
import { openFind } from './find/find-state.ts';
import { Paper } from './Paper.tsx';
import { Presence } from './Presence.tsx';
import { FocusExit } from './reading/FocusExit.tsx';
import { SharePanel } from './SharePanel.tsx';
import { SyncStatus } from './SyncStatus.tsx';
import { useTitle } from './Title.tsx';
import { TopBar } from './TopBar.tsx';
import { useConnectionAnnouncements } from './use-connection-announcements.ts';
import { readDocumentLanguage, useDocument, useListing, useStatus } from './use-document.ts';
import { useShortcutsKey } from './use-shortcuts-key.ts';
import './document-page.css';

/** One document: its text in the middle, everything else around it. */
export default function DocumentPage({ id }: { readonly id: DocumentId }) {
  return <Frame sidebar={{ current: { documentId: id } }}>{(sidebar) => <OpenPage id={id} sidebar={sidebar} />}</Frame>;
}

function OpenPage({ id, sidebar }: { readonly id: DocumentId; readonly sidebar: SidebarToggle }) {
  const { t, i18n } = useTranslation();
  const document = useDocument(id);
  const phase = useStatus(document, (status) => status.phase);
  const people = usePresence(document.awareness);
  const language = readDocumentLanguage(document.doc, i18n.language);
  const [isShortcutsOpen, setIsShortcutsOpen] = useState(false);
  const isReady = phase.name === 'ready';
  const hasText = isReady || phase.name === 'update-needed';
  const ownTitle = useTitle(document.doc);
  // Of a text that is not here yet, or cannot be read, the list knows what it is called.
  const listedTitle = useLibraryValue((library) => library.find(id)?.title);
  const title = (hasText ? ownTitle : (listedTitle ?? '')).trim() || t('common.untitled');
  useListing(document, isReady);
  usePageTitle(title);
  useConnectionAnnouncements(document);
  useShortcutsKey(() => setIsShortcutsOpen(true));
  useKeyboardHeight();
  useWidth();
  const main = useRef<HTMLElement>(null);
  useCodeColors(main);
  return (
    <>
      <TopBar sidebar={sidebar} title={title} folder={useFolderOf(id)}>
        <SyncStatus document={document} />
        <FocusExit />
        <Presence people={people} canGo={isReady} />
        {hasText && (
          <>
            <SharePanel id={id} />
            <DocumentMenu
              document={document}
              language={language}
              onRename={isReady ? focusTitle : undefined}
              onFind={isReady ? openFindAfterMenu : undefined}
              onShortcuts={() => setIsShortcutsOpen(true)}
            />
          </>
        )}
      </TopBar>
      <main className="document" id="content" ref={main}>
        <Paper document={document} phase={phase} language={language} people={people} />
      </main>
      <ShortcutsDialog isOpen={isShortcutsOpen} onClose={() => setIsShortcutsOpen(false)} />
    </>
  );
}

/** Before the first paint `first-paint.js` has done the same. */
function useWidth(): void {
  const isWide = usePreference('isWide');
  useLayoutEffect(() => {
    document.documentElement.dataset['width'] = isWide ? 'wide' : 'paper';
  }, [isWide]);
}

function useFolderOf(id: DocumentId): { readonly name: string; readonly path: string } | undefined {
  const folderId = useLibraryValue((library) => library.find(id)?.folderId);
  const folders = useFolders();
  const folder = folderId && folders.get(folderId);
  const nameOf = useFolderName();
  return folder && { name: nameOf(folder), path: placePath({ name: 'folder', id: folder.id }) };
}

/** After the menu has given its focus back. */
function openFindAfterMenu(): void {
  requestAnimationFrame(() => openFind(false));
}

/** After the menu has given its focus back. */
function focusTitle(): void {
  requestAnimationFrame(() => document.querySelector<HTMLTextAreaElement>('.title__field')?.select());
}
