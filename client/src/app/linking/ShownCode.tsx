import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatLinkCode } from '../../linking/link-code.ts';
import type { LinkOffer } from '../../linking/offer-link.ts';
import type { RendezvousLine } from '../../linking/rendezvous.ts';
import { Button } from '../../ui/Button.tsx';
import { linkUrl } from '../routes.ts';
import { useNow } from '../use-now.ts';
import { QrCode } from './QrCode.tsx';

/** A code to be read, pointed at or copied, and how long it is good for. */
export function ShownCode({ offer, line }: { readonly offer: LinkOffer; readonly line: RendezvousLine }) {
  const { t } = useTranslation();
  const { code, expiresAt } = offer;
  return (
    <>
      <p className="link-code__text">{t('linkCode.showText', { address: location.host })}</p>
      <div className="link-code">
        <QrCode text={linkUrl(code)} label={t('linkCode.qr')} />
        <div className="link-code__side">
          <output className="link-code__code" aria-label={t('linkCode.code')} data-testid="link-code">
            {formatLinkCode(code)}
          </output>
          <CopyAddress address={linkUrl(code)} />
        </div>
      </div>
      <TimeLeft untilMs={expiresAt} />
      <p className="link-code__state" role="status">
        {t(lineWords[line])}
      </p>
    </>
  );
}

const lineWords = {
  connecting: 'linkCode.connecting',
  connected: 'linkCode.waiting',
  unreachable: 'linkCode.unreachable',
} as const;

function CopyAddress({ address }: { readonly address: string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setIsCopied(true),
      // Where the clipboard is closed to pages the code is there to be read.
      () => setIsCopied(false),
    );
  return (
    <Button onPress={() => void copy()}>
      {isCopied ? <Check className="icon" aria-hidden /> : <Copy className="icon" aria-hidden />}
      {isCopied ? t('linkCode.copied') : t('linkCode.copy')}
    </Button>
  );
}

/** In whole minutes: a clock that runs in seconds makes one hurry and mistype. */
function TimeLeft({ untilMs }: { readonly untilMs: number }) {
  const { t } = useTranslation();
  const minutes = Math.ceil((untilMs - useNow()) / 60_000);
  return (
    <p className="link-code__text">
      {minutes > 1 ? t('linkCode.minutesLeft', { count: minutes }) : t('linkCode.secondsLeft')}
    </p>
  );
}
