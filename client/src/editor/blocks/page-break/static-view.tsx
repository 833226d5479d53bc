import { useTranslation } from 'react-i18next';
import type { StaticView } from '../contract.ts';
import './page-break.css';

const PageBreak: StaticView = () => {
  const { t } = useTranslation(['translation', 'blocks']);
  const word = t('blocks:page-break.name');
  return (
    <div className="page-break" data-page-break>
      {word}
    </div>
  );
};

export const staticViews = { pageBreak: PageBreak };
