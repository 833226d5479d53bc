import { CircleCheck, Info, Lightbulb, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StaticView } from '../contract.ts';
import { toCalloutKind } from './callout-kinds.ts';
import './callout.css';

const icons = { info: Info, warning: TriangleAlert, success: CircleCheck, tip: Lightbulb } as const;

const Callout: StaticView = ({ attributes, children }) => {
  const { t } = useTranslation(['translation', 'blocks']);
  const kind = toCalloutKind(attributes['kind']);
  const Icon = icons[kind];
  const word = t(`blocks:callout.kinds.${kind}`);
  return (
    <div className="callout" data-callout={kind} role="note" aria-label={word}>
      <div className="callout__kind" aria-hidden>
        <Icon />
        {word}
      </div>
      <div className="callout__content">{children}</div>
    </div>
  );
};

export const staticViews = { callout: Callout };
