import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { systemClock } from '../../linking/clock.ts';
import { canLinkHere } from '../../linking/link-secrets.ts';
import { type LinkOffer, type OfferState, offerLink } from '../../linking/offer-link.ts';
import { Button } from '../../ui/Button.tsx';
import { deviceLink, ownDeviceName } from './device-link.ts';
import { ShownCode } from './ShownCode.tsx';
import { DeviceName, outcomeStep, type Step, StepDialog } from './StepDialog.tsx';

/** Shows a code to another device of the person, and asks before that one is let in. Closing ends the code. */
export function ShowCodeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState(0);
  const offer = useOffer(attempt);
  if (offer !== undefined)
    return <OfferSteps offer={offer} onAgain={() => setAttempt(attempt + 1)} onClose={onClose} />;
  const title = t('linkCode.showTitle');
  return canLinkHere() ? null : (
    <StepDialog step={outcomeStep({ name: 'insecure', title, text: t('devices.insecure'), onClose })} />
  );
}

/** The code of that attempt, once it is drawn; the one before it stays until then. */
function useOffer(attempt: number): LinkOffer | undefined {
  const [opened, setOpened] = useState<{ readonly offer: LinkOffer; readonly attempt: number }>();
  useEffect(() => {
    if (!canLinkHere()) return;
    let isWanted = true;
    const opening = offerLink({ device: ownDeviceName(), giveRoom: deviceLink.giveRoom, clock: systemClock });
    void opening.then((offer) => {
      if (isWanted) setOpened({ offer, attempt });
    });
    return () => {
      isWanted = false;
      void opening.then((offer) => offer.close());
    };
  }, [attempt]);
  return opened?.offer;
}

interface OfferStepsProps {
  readonly offer: LinkOffer;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function OfferSteps(props: OfferStepsProps) {
  const { t } = useTranslation();
  const state = useStore(props.offer.state);
  return <StepDialog step={describeStep(state, props, t)} />;
}

function describeStep(state: OfferState, { offer, onAgain, onClose }: OfferStepsProps, t: TFunction): Step {
  const { name } = state;
  switch (name) {
    case 'shown':
      return {
        name,
        title: t('linkCode.showTitle'),
        closeLabel: t('common.close'),
        onClose,
        body: <ShownCode offer={offer} line={state.line} />,
      };
    case 'asked':
      return questionStep(offer, state.device, false, t);
    case 'granted':
      return questionStep(offer, state.device, true, t);
    case 'linked':
      return outcomeStep({
        name,
        title: t('linkCode.linkedTitle'),
        text: t('linkCode.linkedText'),
        device: state.device,
        onClose,
      });
    default: {
      const [title, text] = outcomes[name];
      const again = { label: t('linkCode.again'), run: onAgain };
      return outcomeStep({ name, title: t(title), text: t(text), again, onClose });
    }
  }
}

const outcomes = {
  unanswered: ['linkCode.unansweredTitle', 'linkCode.unansweredText'],
  declined: ['linkCode.declinedTitle', 'linkCode.declinedText'],
  contested: ['linkCode.contestedTitle', 'linkCode.contestedText'],
  expired: ['linkCode.expiredTitle', 'linkCode.expiredText'],
  'not-kept': ['linkCode.notKeptTitle', 'linkCode.notKeptText'],
} as const;

function questionStep(offer: LinkOffer, device: string, isGranted: boolean, t: TFunction): Step {
  return {
    name: 'asked',
    role: 'alertdialog',
    title: t('linkCode.askedTitle'),
    onClose: offer.decline,
    body: (
      <>
        <DeviceName name={device} />
        <p className="link-code__text">{t('linkCode.askedText')}</p>
        <p className="link-code__state" role="status">
          {isGranted ? t('linkCode.granting') : ''}
        </p>
      </>
    ),
    actions: (
      <>
        <Button isDisabled={isGranted} onPress={offer.decline} autoFocus>
          {t('linkCode.deny')}
        </Button>
        <Button kind="primary" isDisabled={isGranted} onPress={() => void offer.accept()}>
          {t('linkCode.allow')}
        </Button>
      </>
    ),
  };
}
