import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { useShownState } from './use-shown-state.ts';
import './outline.css';

interface OutlineEntry {
  readonly index: number;
  readonly level: number;
  readonly text: string;
}

/** The headings of the text, to see and to go to. Empty while there are fewer than two. */
export function Outline({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation();
  const entries = useShownState(editor, readOutline);
  if (entries.length < 2) return null;
  return (
    <nav aria-label={t('document.outline')}>
      <h2 className="outline__title">{t('document.outline')}</h2>
      <ul>
        {entries.map((entry) => (
          <li key={entry.index} className="outline__entry" data-level={Math.min(entry.level, 3)}>
            <button type="button" className="outline__link" onClick={() => goToHeading(editor, entry.index)}>
              {entry.text}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const outlines = new WeakMap<Editor['state']['doc'], OutlineEntry[]>();

/**
 * Top-level headings only: a heading inside a quotation belongs to what is quoted. Read once per document: most
 * transactions change none of it, and a document may have thousands of blocks.
 */
function readOutline({ state: { doc } }: Editor): OutlineEntry[] {
  const known = outlines.get(doc);
  if (known !== undefined) return known;
  const entries: OutlineEntry[] = [];
  doc.forEach((node, _offset, index) => {
    if (node.type.name !== 'heading' || node.textContent.trim() === '') return;
    entries.push({ index, level: Number(node.attrs['level']), text: node.textContent });
  });
  outlines.set(doc, entries);
  return entries;
}

function goToHeading(editor: Editor, index: number): void {
  let position: number | undefined;
  editor.state.doc.forEach((node, offset, at) => {
    if (at === index) position = offset + node.nodeSize - 1;
  });
  if (position === undefined) return;
  editor.commands.setTextSelection(position);
  editor.view.focus();
  const { node } = editor.view.domAtPos(position);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: 'start' });
}
