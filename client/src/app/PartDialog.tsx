import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { PlainDialog } from '../ui/PlainDialog.tsx';
import { MissingPart } from './MissingPart.tsx';
import { type Part, usePart } from './part.ts';

/**
 * Something over the page whose program is fetched after the start, or when it is first asked for. Where it cannot be
 * fetched, that is said, and it can be tried again.
 */
export function PartDialog<Props extends object>(props: {
  readonly part: Part<ComponentType<Props>>;
  /** What it is called as long as it cannot be shown. */
  readonly title: string;
  readonly onClose: () => void;
  readonly given: Props;
}) {
  const { t } = useTranslation();
  const part = usePart(props.part);
  switch (part.name) {
    case 'loading':
      return null;
    case 'missing':
      return (
        <PlainDialog title={props.title} closeLabel={t('common.close')} onClose={props.onClose}>
          <MissingPart onRetry={() => void props.part.load()} />
        </PlainDialog>
      );
    case 'loaded':
      return <part.value {...props.given} />;
  }
}
