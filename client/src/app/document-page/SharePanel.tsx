import type { DocumentId } from '@ecritoire/shared';
import { Check, Copy, Share2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { DialogTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { copyLink } from '../copy-link.ts';
import { documentUrl } from '../routes.ts';

/** The link to give to others, and in one sentence what it lets them do. */
export function SharePanel({ id }: { readonly id: DocumentId }) {
  const { t } = useTranslation();
  return (
    <DialogTrigger>
      <Button>
        <Share2 className="icon" aria-hidden />
        {t('document.share')}
      </Button>
      <Popover label={t('document.share')} placement="bottom end">
        <ShareForm id={id} />
      </Popover>
    </DialogTrigger>
  );
}

function ShareForm({ id }: { readonly id: DocumentId }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const copy = async () => {
    if (await copyLink(id)) setIsCopied(true);
    // Where the clipboard is closed to pages, the link is at least selected.
    else form.current?.querySelector('input')?.select();
  };
  return (
    <div className="share" ref={form}>
      <h2 className="popover__title">{t('document.share')}</h2>
      <p className="popover__text">{t('document.shareText')}</p>
      <TextField label={t('link.title')} isLabelHidden value={documentUrl(id)} isReadOnly isSelectedOnFocus />
      <div>
        <Button kind="primary" onPress={() => void copy()}>
          {isCopied ? <Check className="icon" aria-hidden /> : <Copy className="icon" aria-hidden />}
          {isCopied ? t('link.copied') : t('document.copyLink')}
        </Button>
      </div>
    </div>
  );
}
