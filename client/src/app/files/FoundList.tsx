import { Check, CircleSlash, CopyCheck, FilePlus, Files, type LucideIcon, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FileFault } from '../../files/open-archive.ts';
import type { StorageFailure } from '../../storage/storage-failure.ts';
import { type Fate, type Findings, type FoundDocument, isPutBack, isRefused } from './opening.ts';
import './found-list.css';

/** More than these nobody reads; refused ones come first. */
const mostShown = 100;

/** How many documents are what, then each by its title. */
export function FoundList(props: Findings & { readonly words: 'found' | 'done' }) {
  const { t } = useTranslation();
  const { documents, refusedFiles, words } = props;
  const sorted = [...documents].sort((one, other) => Number(isRefused(other.fate)) - Number(isRefused(one.fate)));
  const shown = sorted.slice(0, mostShown);
  return (
    <>
      {documents.length + refusedFiles.length > 1 && <Counts {...props} />}
      <ul className="found-list">
        {refusedFiles.map(({ name, fault }) => (
          <li key={name} className="found-list__item">
            <CircleSlash className="icon found-list__refused" aria-hidden />
            <span className="found-list__title">{name}</span>
            <Reason fate={fault} />
          </li>
        ))}
        {shown.map((document, index) => (
          <Item key={`${document.id} ${index}`} document={document} words={words} />
        ))}
      </ul>
      {sorted.length > shown.length && <p>{t('files.more', { count: sorted.length - shown.length })}</p>}
    </>
  );
}

function Counts({ documents, refusedFiles, words }: Findings & { readonly words: 'found' | 'done' }) {
  const { t } = useTranslation();
  const count = (isCounted: (fate: Fate) => boolean) => documents.filter(({ fate }) => isCounted(fate)).length;
  const refused = count(isRefused) + refusedFiles.length;
  const stopped = count((fate) => fate === 'stopped');
  const putBack = documents.filter(isPutBack).length;
  const counts = (['new', 'merged', 'same'] as const).map((fate) => [fate, count((one) => one === fate)] as const);
  return (
    <ul className="found-counts">
      {counts.map(([fate, number]) => {
        const Icon = icons[fate];
        if (number === 0) return null;
        return (
          <li key={fate} className="found-counts__item">
            <Icon className="icon" aria-hidden />
            {t(`files.${words}.${fate}`, { count: number })}
          </li>
        );
      })}
      {putBack > 0 && (
        <li className="found-counts__item">
          <Undo2 className="icon" aria-hidden />
          {t(`files.${words}.putBack`, { count: putBack })}
        </li>
      )}
      {refused > 0 && (
        <li className="found-counts__item">
          <CircleSlash className="icon found-list__refused" aria-hidden />
          {t(`files.${words}.refused`, { count: refused })}
        </li>
      )}
      {stopped > 0 && (
        <li className="found-counts__item">
          <CircleSlash className="icon" aria-hidden />
          {t('files.done.stopped', { count: stopped })}
        </li>
      )}
    </ul>
  );
}

const icons: Readonly<Record<'new' | 'merged' | 'same', LucideIcon>> = {
  new: FilePlus,
  merged: Files,
  same: CopyCheck,
};

function Item({ document, words }: { readonly document: FoundDocument; readonly words: 'found' | 'done' }) {
  const { t } = useTranslation();
  const { title, fate, lacks } = document;
  return (
    <li className="found-list__item">
      {isRefused(fate) ? (
        <CircleSlash className="icon found-list__refused" aria-hidden />
      ) : (
        <Check className="icon" aria-hidden />
      )}
      <span className="found-list__title">{title.trim() || t('common.untitled')}</span>
      <Reason fate={fate} />
      {isPutBack(document) && <span className="found-list__fate">{t(`files.trashed.${words}`)}</span>}
      {lacks.includes('damaged') && <span className="found-list__lack">{t('files.lacksDamaged')}</span>}
      {lacks.includes('waiting') && <span className="found-list__lack">{t('files.lacksWaiting')}</span>}
    </li>
  );
}

function Reason({ fate }: { readonly fate: Fate | FileFault }) {
  const { t } = useTranslation();
  switch (fate) {
    case 'new':
    case 'merged':
    case 'same':
    case 'stopped':
      return <span className="found-list__fate">{t(`files.fate.${fate}`)}</span>;
    case 'quota-exceeded':
    case 'blocked':
    case 'newer-version':
    case 'corrupted':
    case 'unavailable':
      return <Refused reason={t('files.fault.device', { reason: t(`failure.${fate satisfies StorageFailure}`) })} />;
    default:
      return <Refused reason={t(`files.fault.${fate}`)} />;
  }
}

function Refused({ reason }: { readonly reason: string }) {
  const { t } = useTranslation();
  return <span className="found-list__fate">{t('files.fate.refused', { reason })}</span>;
}
