import { CircleCheck, FileWarning } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OpenDocument } from '../../document/open-document.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { saveCopy } from './save-copy.ts';
import { saveDamage } from './save-damage.ts';
import { useStatus } from './use-document.ts';

const words = {
  awaited: ['phase.damageAwaitedTitle', 'phase.damageAwaitedText'],
  partial: ['phase.damagePartialTitle', 'phase.damagePartialText'],
  replaced: ['phase.damageReplacedTitle', 'phase.damageReplacedText'],
  whole: ['phase.damageWholeTitle', 'phase.damageWholeText'],
} as const;

/** What became of the part of the document that this device could not read. */
export function DamageMessage({ document }: { readonly document: OpenDocument }) {
  const { t } = useTranslation();
  const repair = useStatus(document, (status) => status.repair);
  // What only a newer version can read is not damaged; that it looks after the document is said beside.
  const isNewer = useStatus(document, ({ failure }) => failure === 'newer-version');
  if (repair === 'none' || (repair === 'replaced' && isNewer)) return null;
  const [title, text] = words[repair];
  const isWhole = repair === 'whole';
  return (
    <div role={isWhole ? 'status' : 'alert'} data-testid="damage" data-repair={repair}>
      <Banner
        tone={isWhole ? 'neutral' : 'danger'}
        isStacked={!isWhole}
        icon={isWhole ? CircleCheck : FileWarning}
        actions={
          !isWhole && (
            <>
              <Button onPress={() => saveCopy(document.doc)}>{t('phase.saveCopy')}</Button>
              <Button onPress={() => saveDamage(document)}>{t('phase.saveDamage')}</Button>
            </>
          )
        }
      >
        <p className="document__message-title">{t(title)}</p>
        <p>{t(text)}</p>
        {!isWhole && <p>{t('phase.damageKept')}</p>}
      </Banner>
    </div>
  );
}
