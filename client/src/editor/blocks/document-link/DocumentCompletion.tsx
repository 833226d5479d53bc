import type { Editor } from '@tiptap/core';
import { FilePlus2, FileText } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useShownState } from '../../use-shown-state.ts';
import { type Choice, type Completion, choicesFor, choose, completionOf, pointAt } from './completion.ts';
import type { OtherDocuments } from './other-documents.ts';
import '../../../ui/menu.css';
import './document-completion.css';

/** The list of documents under the brackets. The focus stays in the text, which says what is chosen. */
export function DocumentCompletion(props: { readonly editor: Editor; readonly documents: OtherDocuments }) {
  const { editor, documents } = props;
  const open = useShownState(editor, ({ state }) => completionOf(state) ?? null);
  // It belongs to the text, also for those who go from landmark to landmark.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <div ref={setPlace}>
      {open !== null && place !== null && (
        // Other brackets are another list in another place.
        <ChoiceList key={open.from} editor={editor} documents={documents} open={open} place={place} />
      )}
    </div>
  );
}

function ChoiceList(props: {
  readonly editor: Editor;
  readonly documents: OtherDocuments;
  readonly open: Completion;
  readonly place: HTMLElement;
}) {
  const { editor, documents, open, place } = props;
  const { t } = useTranslation();
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  useListChanges(documents);
  const choices = choicesFor(open.query, documents);
  const active = Math.min(open.active, choices.length - 1);
  useLayoutEffect(() => placeAt(anchor.current, editor, open.from), [editor, open.from]);
  useSpokenChoice(editor, id, active);
  const found = choices.filter(({ kind }) => kind === 'document').length;
  return (
    <>
      <span className="document-completion__anchor" ref={anchor} />
      <div className="visually-hidden" role="status">
        {t('documentLink.found', { count: found })}
      </div>
      <Popover
        className="menu document-completion"
        triggerRef={anchor}
        placement="bottom start"
        offset={6}
        containerPadding={10}
        isOpen
        isNonModal
        UNSTABLE_portalContainer={place}
      >
        <div className="menu__list" role="listbox" id={id} aria-label={t('documentLink.list')}>
          {choices.map((choice, index) => (
            <Line
              key={choice.kind === 'new' ? 'new' : choice.document.id}
              id={`${id}-${index}`}
              choice={choice}
              isActive={index === active}
              onPoint={() => pointAt(editor.view, index)}
              onChoose={() => choose(editor, choice, documents)}
            />
          ))}
        </div>
        {choices.length === 0 && <p className="menu__note document-completion__note">{t('documentLink.none')}</p>}
      </Popover>
    </>
  );
}

function Line(props: {
  readonly id: string;
  readonly choice: Choice;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}) {
  const { choice, isActive } = props;
  const { t } = useTranslation();
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const Icon = choice.kind === 'new' ? FilePlus2 : FileText;
  return (
    <button
      type="button"
      className="menu__item document-completion__line"
      role="option"
      id={props.id}
      ref={line}
      tabIndex={-1}
      aria-selected={isActive}
      {...(isActive && { 'data-focused': true })}
      onPointerMove={isActive ? undefined : props.onPoint}
      // The focus stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onChoose}
    >
      <Icon className="icon" aria-hidden />
      <span className="document-completion__title">
        {choice.kind === 'new'
          ? t('documentLink.create', { title: choice.title })
          : choice.document.title.trim() || t('common.untitled')}
      </span>
    </button>
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

function placeAt(anchor: HTMLElement | null, { view }: Editor, position: number): void {
  if (anchor === null) return;
  const { top, bottom, left } = view.coordsAtPos(position);
  anchor.style.top = `${top}px`;
  anchor.style.left = `${left}px`;
  anchor.style.height = `${Math.max(1, bottom - top)}px`;
}

/** Tells those who do not see the list what Enter would take; nothing of it stays when the list is gone. */
function useSpokenChoice({ view }: Editor, listId: string, active: number): void {
  useEffect(() => {
    const { dom } = view;
    dom.setAttribute('aria-haspopup', 'listbox');
    dom.setAttribute('aria-autocomplete', 'list');
    dom.setAttribute('aria-controls', listId);
    return () => {
      for (const name of ['aria-haspopup', 'aria-autocomplete', 'aria-controls']) dom.removeAttribute(name);
    };
  }, [view, listId]);
  useEffect(() => {
    if (active < 0) return;
    view.dom.setAttribute('aria-activedescendant', `${listId}-${active}`);
    return () => view.dom.removeAttribute('aria-activedescendant');
  }, [view, listId, active]);
}
