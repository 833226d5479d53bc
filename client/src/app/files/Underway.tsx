import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Progress } from '../../ui/Progress.tsx';

/** Work on several documents that goes on, and how to end it. */
export function Underway(props: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { label, done, total } = props;
  const value = t('files.progress', { done, total });
  return (
    <>
      <p className="dialog__text" role="status">
        {label}
      </p>
      {total > 1 && <Progress label={label} value={value} done={done} total={total} />}
      <footer className="dialog__actions">{props.children}</footer>
    </>
  );
}
