import type { Editor as TiptapEditor } from '@tiptap/core';
import { type UseEditorOptions, useEditor } from '@tiptap/react';
import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { Desk } from '../ui/Desk.tsx';
import { TableTools } from './blocks/table/TableTools.tsx';
import { createEditorExtensions } from './editor-extensions.ts';
import { ForeignParts } from './guard/ForeignParts.tsx';
import type { ForeignContent } from './guard/foreign-content.ts';
import { type Place, readCurrentPlace, readPlace, restorePlace } from './guard/keep-place.ts';
import { DatePanel } from './inline/date/DatePanel.tsx';
import { DocumentCompletion } from './inline/document-link/DocumentCompletion.tsx';
import type { OtherDocuments } from './inline/document-link/other-documents.ts';
import type { Emojis } from './inline/emoji/completion.ts';
import { EmojiCompletion } from './inline/emoji/EmojiCompletion.tsx';
import { LinkPanel } from './inline/link/LinkPanel.tsx';
import { MentionCompletion } from './inline/mention/MentionCompletion.tsx';
import type { People } from './inline/mention/people.ts';
import type { RecentEntries } from './insert/recent-entries.ts';
import { SlashMenu } from './insert/SlashMenu.tsx';
import type { SlashParts } from './insert/slash-menu.ts';
import { Outline } from './Outline.tsx';
import { type Passage, revealBlock } from './reveal-block.ts';
import { Surface } from './Surface.tsx';
import { SelectionTools } from './toolbar/SelectionTools.tsx';
import { Toolbar } from './toolbar/Toolbar.tsx';
import type { TypographyParts } from './typography/typography.ts';
import type { UndoableChanges } from './undo/undoable-changes.ts';
import './editor.css';
import './formats/styles.ts';

export interface EditorHandle {
  /** Puts the caret at the beginning of the text. */
  focusText(): void;
  /** Puts the caret back where it was. */
  focus(): void;
  /** Goes to a part of the text, shows where it is, and puts the caret there; says whether there is such a part. */
  reveal(passage: Passage): boolean;
  /** Where the person is in the text, to come back to. */
  place(): Place;
  comeBack(place: Place): void;
  /** Lets go of the document in this very turn. For content that the binding would delete (tiptap#6927). */
  destroy(): void;
}

export interface EditorProps {
  /** Loaded and scanned: never mount the editor before. */
  readonly doc: Y.Doc;
  /** What the scan found beyond the schema. Another one makes a new editor, at the same place in the text. */
  readonly foreign: ForeignContent;
  /** The person did something that would have taken an unknown part away; it was kept. */
  readonly onPartKept: () => void;
  readonly awareness: Awareness;
  /** What the text can link to. The same object for as long as `doc` is. */
  readonly documents: OtherDocuments;
  /** What the person inserted last. The same object for as long as `doc` is. */
  readonly recent: RecentEntries;
  /** The same object for as long as `doc` is. */
  readonly emojis: Emojis;
  /** Who can be mentioned. The same object for as long as `doc` is. */
  readonly people: People;
  /** Gives a link to a block to the person. Read once for each document. */
  readonly onBlockLink: (blockId: string) => void;
  readonly isEditable: boolean;
  /** The name of the text for those who do not see it. */
  readonly label: string;
  /** BCP 47, of the text, not of the interface. */
  readonly language: string;
  /** What is typed is set as a printer would in that language. */
  readonly hasTypography: boolean;
  /** What stands above the text on the paper: messages, the title. */
  readonly heading: ReactNode;
  /** Tools that are fetched when they are needed, around the text. */
  readonly tools?: (editor: TiptapEditor, onLink: () => void) => ReactNode;
  /** What stands under the text on the paper. */
  readonly footing?: ReactNode;
  /** What the page changes on the person's behalf and they can take back. Read once for each document. */
  readonly undoableChanges?: UndoableChanges;
  readonly ref?: Ref<EditorHandle>;
}

/** Room that the bars take at the top and at the bottom, which the caret must not hide under. CSS pixels. */
const barsMargin = { top: 130, right: 0, bottom: 90, left: 0 };

/** The text of one document, with its tools. A change of `doc` makes a new editor; everything else is taken over live. */
export function Editor(props: EditorProps) {
  const { doc, foreign, awareness, documents, recent, isEditable, label, language, heading, undoableChanges, ref } =
    props;
  const { t } = useTranslation(['translation', 'blocks']);
  const slash = useSlashParts(recent);
  const typography = useTypography(language, props.hasTypography);
  const [isLinkOpen, setIsLinkOpen] = useState(false);
  const [isRemovalAsked, setIsRemovalAsked] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const placeholder = useRef('');
  placeholder.current = t('document.placeholder');

  const editorProps = useMemo(() => toEditorProps({ label, language, isEditable }), [label, language, isEditable]);
  const focusTools = (among?: string) => {
    // Those beside the selection, while they are there, are the ones that were asked for last.
    const bars = among === undefined ? ['.selection-tools', '.desk__bar'] : [among];
    const buttons = bars.map((bar) =>
      frame.current?.querySelector<HTMLElement>(`${bar} [role=toolbar] button:enabled`),
    );
    buttons.find((button) => button != null)?.focus();
  };
  const editor = useEditor(
    {
      injectCSS: false,
      editable: isEditable,
      editorProps,
      extensions: createEditorExtensions({
        doc,
        awareness,
        placeholder: () => placeholder.current,
        someone: t('people.someone'),
        onToolbarKey: () =>
          focusTools(frame.current?.querySelector('.table-tools') == null ? undefined : '.table-tools'),
        onBlockLink: props.onBlockLink,
        onLinkKey: () => setIsLinkOpen(true),
        undoableChanges,
        links: { documents, words: { absent: t('documentLink.absent'), trashed: t('documentLink.trashed') } },
        slash,
        emojis: props.emojis,
        people: props.people,
        typography,
        guard: {
          foreign,
          words: { label: t('foreign.label'), remove: t('foreign.remove') },
          onKept: props.onPartKept,
          onRemovalAsked: () => setIsRemovalAsked(true),
        },
      }),
    } satisfies UseEditorOptions,
    [doc, foreign],
  );

  // Tiptap takes options over by itself only for an editor without an identity.
  useEffect(() => {
    if (!editor.isDestroyed) editor.setOptions({ editorProps });
  }, [editor, editorProps]);
  useEffect(() => {
    if (!editor.isDestroyed) editor.setEditable(isEditable, false);
  }, [editor, isEditable]);
  const leave = useKeptPlace(editor);
  useImperativeHandle(
    ref,
    () => ({
      focusText: () => focusStart(editor),
      focus: () => editor.view.focus(),
      reveal: (passage) => revealBlock(editor, doc.getXmlFragment('content'), passage),
      place: () => readCurrentPlace(editor),
      comeBack: (place) => restorePlace(editor, place),
      destroy: leave,
    }),
    [editor, doc, leave],
  );

  return (
    <div className="editor" ref={frame}>
      <Desk
        bar={isEditable ? <Toolbar editor={editor} recent={recent} onLink={() => setIsLinkOpen(true)} /> : undefined}
        margin={<Outline editor={editor} />}
      >
        {heading}
        <Surface editor={editor} />
        <TableTools editor={editor} onToolbarKey={() => focusTools()} />
        {props.footing}
        <ForeignParts
          editor={editor}
          foreign={foreign}
          isAsking={isRemovalAsked}
          onAsk={() => setIsRemovalAsked(true)}
          onAnswer={() => setIsRemovalAsked(false)}
        />
      </Desk>
      {isEditable && isLinkOpen && (
        <LinkPanel editor={editor} documents={documents} onClose={() => setIsLinkOpen(false)} />
      )}
      {isEditable && <SelectionTools editor={editor} onLink={() => setIsLinkOpen(true)} />}
      {isEditable && <DocumentCompletion editor={editor} documents={documents} />}
      {isEditable && <DatePanel editor={editor} />}
      {isEditable && <EmojiCompletion editor={editor} emojis={props.emojis} />}
      {isEditable && <MentionCompletion editor={editor} people={props.people} />}
      {props.tools?.(editor, () => setIsLinkOpen(true))}
      {isEditable && <SlashMenu editor={editor} parts={slash} />}
    </div>
  );
}

/** The words as they are spoken now, for a menu that is made once for each editor. */
function useSlashParts(recent: RecentEntries): SlashParts {
  const { t, i18n } = useTranslation(['translation', 'blocks']);
  const words = useRef({ t, language: i18n.language });
  words.current = { t, language: i18n.language };
  return useMemo(() => ({ recent, words: () => words.current }), [recent]);
}

/** As the document and the person have it now, for rules that are made once for each editor. */
function useTypography(language: string, isOn: boolean): TypographyParts {
  const now = useRef({ language, isOn });
  now.current = { language, isOn };
  return useMemo(() => ({ isOn: () => now.current.isOn, language: () => now.current.language }), []);
}

/** Destroys the editor, and puts the person where they were in the next one. */
function useKeptPlace(editor: TiptapEditor): () => void {
  const place = useRef<Place>(undefined);
  useEffect(() => {
    if (place.current === undefined || editor.isDestroyed) return;
    restorePlace(editor, place.current);
    place.current = undefined;
  }, [editor]);
  return useCallback(() => {
    if (editor.isDestroyed) return;
    place.current = readPlace(editor);
    editor.destroy();
  }, [editor]);
}

/** At once: Tiptap's own `focus` waits for a frame, and a letter typed meanwhile would end up in the title. */
function focusStart(editor: TiptapEditor): void {
  editor.commands.setTextSelection(0);
  editor.view.focus();
}

/** Tiptap gives the region a role and nothing else. */
function toEditorProps({ label, language, isEditable }: Pick<EditorProps, 'label' | 'language' | 'isEditable'>) {
  return {
    attributes: {
      class: 'text',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': label,
      'aria-readonly': String(!isEditable),
      'data-testid': 'editor',
      lang: language,
    },
    scrollMargin: barsMargin,
    scrollThreshold: barsMargin,
  };
}
