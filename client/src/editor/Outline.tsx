import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { goToHeading, headingsOf } from './headings.ts';
import { useShownState } from './use-shown-state.ts';
import './outline.css';

/** The headings of the text, to see and to go to. Empty while there are fewer than two. */
export function Outline({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation();
  const headings = useShownState(editor, ({ state }) => headingsOf(state.doc));
  if (headings.length < 2) return null;
  return (
    <nav aria-label={t('document.outline')}>
      <h2 className="outline__title">{t('document.outline')}</h2>
      <ul>
        {headings.map((heading) => (
          <li key={heading.index} className="outline__entry" data-level={Math.min(heading.level, 3)}>
            <button type="button" className="outline__link" onClick={() => goToHeading(editor, heading)}>
              {heading.text}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
