import { useTranslation } from 'react-i18next';
import * as Y from 'yjs';
import { contentToPlainText } from '../../plain-text.ts';
import type { StaticView } from '../contract.ts';
import './outline-block.css';

const Outline: StaticView = ({ block }) => {
  const { t } = useTranslation(['translation', 'blocks']);
  const headings = headingsAround(block);
  return (
    <nav className="outline-block" aria-label={t('blocks:outline.name')}>
      <div className="outline-block__title">{t('blocks:outline.name')}</div>
      {headings.length === 0 && <p className="outline-block__empty">{t('blocks:outline.empty')}</p>}
      <ul className="outline-block__list">
        {headings.map(({ key, level, text }) => (
          <li key={key} className="outline-block__entry" data-level={level}>
            <span className="outline-block__link">{text}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** The headings of the document that the block is in. Reads only. */
function headingsAround(block: Y.XmlElement) {
  let root: unknown = block;
  while (root instanceof Y.XmlElement) root = root.parent;
  const blocks: readonly unknown[] = root instanceof Y.XmlFragment ? root.toArray() : [];
  return blocks.flatMap((heading, index) => {
    if (!(heading instanceof Y.XmlElement) || heading.nodeName !== 'heading') return [];
    const text = contentToPlainText(heading).replaceAll('\n', ' ').trim();
    const level: unknown = heading.getAttributes()['level'];
    return text === '' ? [] : [{ key: index, level: Math.min(typeof level === 'number' ? level : 1, 3), text }];
  });
}

export const staticViews = { outline: Outline };
