import type { Editor } from '@tiptap/core';
import { CellSelection, findTable, isInTable } from '@tiptap/pm/tables';
import { Columns3, Grid2x2, Rows3, Table } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Toolbar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useShownState } from '../../use-shown-state.ts';
import { TableMenu } from './TableMenu.tsx';
import { cellActions, columnActions, rowActions, tableActions } from './table-actions.ts';
import './table-tools.css';

/**
 * What can be done with the table that the caret is in, above its end. One stop for the keyboard, which Alt+F10 leads to;
 * once more, and it is in the tools of the whole text.
 */
export function TableTools({ editor, onToolbarKey }: { readonly editor: Editor; readonly onToolbarKey: () => void }) {
  const { t } = useTranslation(['translation', 'blocks']);
  const isShown = useShownState(editor, isInOwnTable);
  const wasFocused = useWasFocused(editor);
  const place = usePlace(editor, isShown && wasFocused);
  useWaysOut(place, { editor, onToolbarKey, isShown: isShown && wasFocused });
  if (!isShown || !wasFocused) return null;
  return (
    <div className="table-tools" ref={place}>
      <Toolbar className="table-tools__bar" aria-label={t('blocks:table.tools')} data-testid="table-tools">
        <TableMenu editor={editor} icon={Rows3} label={t('blocks:table.rows')} actions={rowActions} />
        <TableMenu editor={editor} icon={Columns3} label={t('blocks:table.columns')} actions={columnActions} />
        <TableMenu editor={editor} icon={Grid2x2} label={t('blocks:table.cells')} actions={cellActions} />
        <TableMenu editor={editor} icon={Table} label={t('blocks:table.whole')} actions={tableActions} />
      </Toolbar>
    </div>
  );
}

const isInOwnTable = ({ state, isEditable }: Editor): boolean =>
  isEditable && (isInTable(state) || state.selection instanceof CellSelection);

/** Nothing stands over the text of somebody who has only opened it. */
function useWasFocused(editor: Editor): boolean {
  const [wasFocused, setWasFocused] = useState(editor.isFocused);
  useEffect(() => {
    const note = () => setWasFocused(true);
    editor.on('focus', note);
    return () => {
      editor.off('focus', note);
    };
  }, [editor]);
  return wasFocused;
}

/** The menus stand outside the bar and keep their own Escape. */
function useWaysOut(
  tools: RefObject<HTMLDivElement | null>,
  { editor, onToolbarKey, isShown }: { editor: Editor; onToolbarKey: () => void; isShown: boolean },
) {
  const toToolbar = useRef(onToolbarKey);
  toToolbar.current = onToolbarKey;
  useEffect(() => {
    const element = isShown ? tools.current : null;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') editor.view.focus();
      if (event.key !== 'F10' || !event.altKey) return;
      event.preventDefault();
      toToolbar.current();
    };
    element?.addEventListener('keydown', leave);
    return () => element?.removeEventListener('keydown', leave);
  }, [tools, editor, isShown]);
}

/** Above the right end of the table, wherever it goes. */
function usePlace(editor: Editor, isShown: boolean) {
  const tools = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!isShown) return;
    const observer = new ResizeObserver(() => move());
    let watched: Element | undefined;
    const move = () => {
      const table = editor.isDestroyed ? undefined : tableAround(editor);
      const frame = tools.current?.offsetParent;
      if (table === undefined || tools.current === null || frame == null) return;
      if (table !== watched) {
        observer.disconnect();
        for (const element of [table, table.parentElement, frame]) if (element !== null) observer.observe(element);
        watched = table;
      }
      const from = frame.getBoundingClientRect();
      const { top, right } = table.getBoundingClientRect();
      tools.current.style.top = `${top - from.top + frame.scrollTop}px`;
      tools.current.style.left = `${right - from.left}px`;
    };
    move();
    editor.on('transaction', move);
    return () => {
      editor.off('transaction', move);
      observer.disconnect();
    };
  }, [editor, isShown]);
  return tools;
}

function tableAround({ state, view }: Editor): HTMLElement | undefined {
  const found = findTable(state.selection.$head);
  const dom = found == null ? null : view.nodeDOM(found.pos);
  return dom instanceof HTMLElement ? dom : undefined;
}
