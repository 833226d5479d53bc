import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { Link } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useMediaQuery } from '../../ui/use-media-query.ts';
import { useShownState } from '../use-shown-state.ts';
import { placeBeside } from './place-beside.ts';
import { ToolButton } from './ToolButton.tsx';
import { CommandButton } from './Toolbar.tsx';
import { textCommands } from './text-commands.ts';
import { readToolState } from './tool-state.ts';
import './selection-tools.css';

const commands = textCommands
  .filter(({ group }) => group === 'marks')
  .toSorted((a, b) => a.rank - b.rank)
  .slice(0, 6);

interface SelectionToolsProps {
  readonly editor: Editor;
  readonly onLink: () => void;
}

/**
 * The tools for words beside the words that were selected with a pointer; Alt+F10 leads to them then. Not where a finger selects:
 * the system shows a menu of its own there.
 */
export function SelectionTools(props: SelectionToolsProps) {
  const isCoarse = useMediaQuery('(pointer: coarse)');
  return isCoarse ? null : <ForPointers {...props} />;
}

function ForPointers(props: SelectionToolsProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [isShown, hide] = useRestingSelection(props.editor, bar);
  return isShown ? <Tools {...props} bar={bar} onDone={hide} /> : null;
}

function Tools(
  props: SelectionToolsProps & { readonly bar: RefObject<HTMLDivElement | null>; readonly onDone: () => void },
) {
  const { editor, bar } = props;
  const { t } = useTranslation();
  const state = useShownState(editor, readToolState);
  usePlace(editor, bar);
  return (
    <div className="selection-tools" ref={bar}>
      <AriaToolbar className="selection-tools__bar" aria-label={t('toolbar.selection')} data-testid="selection-tools">
        {commands.map((command) => (
          <CommandButton key={command.id} command={command} state={state} editor={editor} />
        ))}
        <ToolButton
          icon={Link}
          label={t('toolbar.link')}
          keys="Mod-k"
          isOn={state.isLink}
          isDisabled={!state.isEditable}
          onPress={() => {
            props.onDone();
            props.onLink();
          }}
        />
      </AriaToolbar>
    </div>
  );
}

/** Whoever only marks words to copy or to drag them has done so by then. */
const restMs = 250;

const hasWords = ({ state: { selection, doc } }: Editor): boolean =>
  selection instanceof TextSelection &&
  selection.$from.parent.type.spec.code !== true &&
  doc.textBetween(selection.from, Math.min(selection.to, selection.from + 1_000)).trim() !== '';

/** Whether words were selected with a pointer that has come to rest, and still are. */
function useRestingSelection(editor: Editor, bar: RefObject<HTMLDivElement | null>): [boolean, () => void] {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const { dom } = editor.view;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(resting);
      setIsShown(false);
    };
    const rest = () => {
      clearTimeout(resting);
      resting = setTimeout(() => setIsShown(!editor.isDestroyed && hasWords(editor)), restMs);
    };
    const press = () => {
      hide();
      addEventListener('pointerup', rest, { once: true });
    };
    const follow = () => {
      if (editor.state.selection.empty) hide();
    };
    const leave = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && bar.current?.contains(relatedTarget))) hide();
    };
    const dismiss = ({ key, target }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      if (target instanceof Node && bar.current?.contains(target)) editor.view.focus();
      if (target === dom || bar.current !== null) hide();
    };
    dom.addEventListener('pointerdown', press);
    dom.addEventListener('blur', leave);
    addEventListener('keydown', dismiss);
    editor.on('transaction', follow);
    return () => {
      clearTimeout(resting);
      removeEventListener('pointerup', rest);
      dom.removeEventListener('pointerdown', press);
      dom.removeEventListener('blur', leave);
      removeEventListener('keydown', dismiss);
      editor.off('transaction', follow);
    };
  }, [editor, bar]);
  return [isShown, () => setIsShown(false)];
}

/** Keeps the tools beside the selection, wherever it goes. */
function usePlace(editor: Editor, bar: RefObject<HTMLDivElement | null>): void {
  const { from, to } = useShownState(editor, readEnds);
  useLayoutEffect(() => {
    const place = () => {
      if (!editor.isDestroyed) putBeside(bar.current, editor, from, to);
    };
    place();
    addEventListener('scroll', place, { capture: true, passive: true });
    addEventListener('resize', place);
    return () => {
      removeEventListener('scroll', place, { capture: true });
      removeEventListener('resize', place);
    };
  }, [editor, bar, from, to]);
}

const readEnds = ({ state: { selection } }: Editor) => ({ from: selection.from, to: selection.to });

function putBeside(element: HTMLElement | null, { view, state: { doc } }: Editor, from: number, to: number): void {
  if (element === null || to > doc.content.size) return;
  const start = view.coordsAtPos(from, 1);
  const end = view.coordsAtPos(to, -1);
  const selection = {
    top: start.top,
    bottom: end.bottom,
    left: Math.min(start.left, end.left),
    right: Math.max(start.right, end.right),
  };
  const bars = document.querySelector('.desk__bar')?.getBoundingClientRect();
  const isBarBelow = bars !== undefined && bars.top > innerHeight / 2;
  const free = {
    top: isBarBelow ? 0 : (bars?.bottom ?? 0),
    bottom: isBarBelow ? bars.top : innerHeight,
    left: bars?.left ?? 0,
    right: bars?.right ?? innerWidth,
  };
  const place = placeBeside(selection, { width: element.offsetWidth, height: element.offsetHeight }, free);
  element.style.visibility = place === undefined ? 'hidden' : 'visible';
  if (place === undefined) return;
  element.style.top = `${place.top}px`;
  element.style.left = `${place.left}px`;
}
