import { Children } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaticView } from '../contract.ts';
import './collapsible.css';

const Collapsible: StaticView = ({ block, children }) => {
  const { t } = useTranslation(['translation', 'blocks']);
  const [title, ...rest] = Children.toArray(children);
  const first = block.get(0);
  const isUntitled =
    first === undefined ||
    first
      .toJSON()
      .replaceAll(/<[^>]*>/g, '')
      .trim() === '';
  return (
    <details className="collapsible collapsible--static">
      <summary {...(isUntitled && { 'aria-label': t('blocks:collapsible.untitled') })}>{title}</summary>
      <div className="collapsible__content">{rest}</div>
    </details>
  );
};

export const staticViews = { collapsible: Collapsible };
