import type { DocumentId } from '@ecritoire/shared';
import i18next from 'i18next';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import type { DocumentPhase } from '../../document/document-status.ts';
import type { OpenDocument } from '../../document/open-document.ts';
import { recoveryOrigin } from '../../document/recovery/put-back.ts';
import { recoveredOf } from '../../document/recovery/recovered-entries.ts';
import { Editor, type EditorHandle } from '../../editor/Editor.tsx';
import type { ForeignContent } from '../../editor/guard/foreign-content.ts';
import type { OtherDocuments } from '../../editor/inline/document-link/other-documents.ts';
import type { People } from '../../editor/inline/mention/people.ts';
import { announcements } from '../announcements.ts';
import { copyLink } from '../copy-link.ts';
import { useLibrary, useLibraryValue } from '../library-context.ts';
import { requestDialog } from '../library-dialogs/requested-dialog.ts';
import { showNotice } from '../notices.ts';
import { currentPerson } from '../person/person.ts';
import type { PresentPerson } from '../person/presence.ts';
import { usePreference } from '../preferences.ts';
import { RelativeTime } from '../RelativeTime.tsx';
import { blockIdOfHash, documentPath, type RouteState } from '../routes.ts';
import { useFocusOnArrival } from '../use-focus-on-arrival.ts';
import { emojis } from './emojis.ts';
import { FrozenDocument } from './FrozenDocument.tsx';
import { FindHost } from './find/FindHost.tsx';
import { FollowPerson } from './follow/FollowPerson.tsx';
import { LinkedFrom } from './linked-from/LinkedFrom.tsx';
import { createOtherDocuments } from './other-documents.ts';
import { PaperMessages } from './PaperMessages.tsx';
import { PaperSkeleton } from './PaperSkeleton.tsx';
import { PhaseMessage } from './PhaseMessage.tsx';
import { leaveFrom, placeOf } from './places.ts';
import { FocusMode } from './reading/FocusMode.tsx';
import { Invisibles } from './reading/Invisibles.tsx';
import { recentEntries } from './recent-entries.ts';
import type { TextAccess } from './recovery-tray/decisions.ts';
import { RecoveryTray } from './recovery-tray/RecoveryTray.tsx';
import { TextActions } from './TextActions.tsx';
import { Title, useTitle } from './Title.tsx';
import { useEditorGuard, useStatus } from './use-document.ts';

interface PaperProps {
  readonly document: OpenDocument;
  readonly phase: DocumentPhase;
  /** BCP 47, of the text. */
  readonly language: string;
  /** Everybody else in the document. */
  readonly people: readonly PresentPerson[];
}

/** What lies on the desk: the text, or why it is not there. The editor is mounted in `ready` and in no other phase. */
export function Paper(props: PaperProps) {
  const { document, phase, language } = props;
  const { t } = useTranslation();
  switch (phase.name) {
    case 'loading':
      return <PaperSkeleton />;
    case 'fetching':
      return <PaperSkeleton words={t('phase.fetching')} />;
    case 'ready':
      return <Text {...props} foreign={phase.foreign} />;
    case 'update-needed':
      return <FrozenDocument document={document} reason={phase.reason} language={language} />;
    case 'absent':
    case 'unreadable':
    case 'removed':
      return <PhaseMessage phase={phase} document={document} />;
  }
}

function Text({ document, foreign, language, people }: PaperProps & { readonly foreign: ForeignContent }) {
  const { t } = useTranslation();
  const editor = useRef<EditorHandle>(null);
  const heading = useArrivalFocus(editor);
  useArrivalPassage(editor);
  useArrivalBlock(editor);
  const documents = useOtherDocuments(document.id, editor);
  const title = useTitle(document.doc).trim();
  const isEditable = useStatus(document, (status) => status.save !== 'read-only');
  const hasTypography = usePreference('hasTypography');
  useEditorGuard(document, foreign, editor);
  const mentionable = useMentionable(people);
  const text = useMemo<TextAccess>(
    () => ({
      reveal: (passage) => editor.current?.reveal(passage),
      focus: () => editor.current?.focus(),
    }),
    [],
  );
  return (
    <Editor
      ref={editor}
      doc={document.doc}
      foreign={foreign}
      onPartKept={tellPartKept}
      awareness={document.awareness}
      documents={documents}
      recent={recentEntries}
      emojis={emojis}
      people={mentionable}
      onBlockLink={(blockId) => void giveBlockLink(document.id, blockId)}
      isEditable={isEditable}
      label={title === '' ? t('document.text') : t('document.textOf', { title })}
      language={language}
      hasTypography={hasTypography}
      undoableChanges={{ origin: recoveryOrigin, root: recoveredOf(document.doc) }}
      tools={(tiptap, onLink) => (
        <>
          <FindHost editor={tiptap} isEditable={isEditable} />
          <FocusMode focusText={() => tiptap.view.focus()} />
          <Invisibles editor={tiptap} />
          <FollowPerson editor={tiptap} awareness={document.awareness} people={people} />
          <TextActions editor={tiptap} recent={recentEntries} onLink={onLink} />
        </>
      )}
      footing={<LinkedFrom id={document.id} />}
      heading={
        <>
          <PaperMessages document={document}>
            <RecoveryTray document={document} language={language} {...(isEditable && { text })} />
          </PaperMessages>
          <Title
            doc={document.doc}
            language={language}
            isEditable={isEditable}
            onDone={() => editor.current?.focusText()}
            headingRef={heading}
          />
          <Facts document={document} peopleCount={people.length + 1} />
        </>
      }
    />
  );
}

/** Those who are here as they are now, for a list that is made once for each document. */
function useMentionable(people: readonly PresentPerson[]): People {
  const others = useRef(people);
  others.current = people;
  return useMemo(
    () => ({
      here: () => {
        const { id, name } = currentPerson();
        return [...others.current, { id, name, isSelf: true }];
      },
    }),
    [],
  );
}

const tellPartKept = (): void => tell('part-kept', i18next.t('foreign.kept'));

/** Says something for a moment, to those who see the page and those who do not. */
function tell(id: string, text: string): void {
  showNotice({ id, text, isBrief: true });
  announcements.announce(id, text);
}

/** The other documents, for links; following one notes where the person was. */
function useOtherDocuments(id: DocumentId, editor: RefObject<EditorHandle | null>): OtherDocuments {
  const library = useLibrary();
  const [, navigate] = useLocation();
  return useMemo(
    () =>
      createOtherDocuments(library, {
        besides: id,
        open(target) {
          if (editor.current !== null) leaveFrom(editor.current.place());
          navigate(documentPath(target));
        },
      }),
    [library, id, editor, navigate],
  );
}

/**
 * In a new document the caret is in the title; coming to another one, its heading is read; coming back to one that was
 * left through a link, the caret is where it was.
 */
function useArrivalFocus(editor: RefObject<EditorHandle | null>) {
  const heading = useFocusOnArrival<HTMLHeadingElement>();
  const state = useHistoryState<RouteState | null>();
  const isNew = state?.isNew === true;
  const [place] = useState(() => placeOf(state));
  useEffect(() => {
    if (place !== undefined) editor.current?.comeBack(place);
  }, [place, editor]);
  useEffect(() => {
    if (!isNew) return;
    heading.current?.querySelector('textarea')?.focus();
    // Going back to it later is not creating it again.
    history.replaceState(null, '');
  }, [isNew, heading]);
  return heading;
}

/** Coming from a search, one is where the words are; again in a document that is open already. */
function useArrivalPassage(editor: RefObject<EditorHandle | null>): void {
  const passage = useHistoryState<RouteState | null>()?.passage;
  useEffect(() => {
    if (passage === undefined) return;
    editor.current?.reveal(passage);
    // Reloading the page is not searching again.
    history.replaceState(null, '');
  }, [passage, editor]);
}

/** Coming by a link to a block, one is there; again when another such link is followed in the same document. */
function useArrivalBlock(editor: RefObject<EditorHandle | null>): void {
  const isBack = placeOf(useHistoryState<RouteState | null>()) !== undefined;
  const [cameBack] = useState(isBack);
  useEffect(() => {
    const arrive = () => {
      const blockId = blockIdOfHash(location.hash);
      if (blockId === undefined || editor.current?.reveal({ blockId, offset: 0 }) !== false) return;
      tell('block-gone', i18next.t('document.blockGone'));
    };
    // Whoever comes back to a text that they left is where they were.
    if (!cameBack) arrive();
    addEventListener('hashchange', arrive);
    return () => removeEventListener('hashchange', arrive);
  }, [editor, cameBack]);
}

async function giveBlockLink(id: DocumentId, blockId: string): Promise<void> {
  if (!(await copyLink(id, blockId))) requestDialog({ name: 'link', id, blockId });
}

function Facts({ document, peopleCount }: Pick<PaperProps, 'document'> & { readonly peopleCount: number }) {
  const { t } = useTranslation();
  const changedAt = useLibraryValue(({ find }) => find(document.id)?.changedAt);
  return (
    <p className="document__facts">
      {changedAt !== undefined && <Changed atMs={changedAt} />}
      {changedAt !== undefined && peopleCount > 1 && ' · '}
      {peopleCount > 1 && t('people.here', { count: peopleCount })}
    </p>
  );
}

function Changed({ atMs }: { readonly atMs: number }) {
  const { t } = useTranslation();
  const [before, after] = t('document.changed', { when: '\u0000' }).split('\u0000');
  return (
    <>
      {before}
      <RelativeTime atMs={atMs} />
      {after}
    </>
  );
}
