import type { TFunction } from 'i18next';
import { useCallback, useEffect, useId, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { type AskState, askToLink, type LinkRequest } from '../../linking/ask-to-link.ts';
import { systemClock } from '../../linking/clock.ts';
import type { LinkCode } from '../../linking/link-code.ts';
import { canLinkHere, createKeyHalf, type KeyHalf } from '../../linking/link-secrets.ts';
import { Button } from '../../ui/Button.tsx';
import { CodeForm } from './CodeForm.tsx';
import { deviceLink, ownDeviceName } from './device-link.ts';
import { outcomeStep, type Step, StepDialog } from './StepDialog.tsx';

interface EnterCodeProps {
  /** As it came with an address; empty when there was none. */
  readonly initialCode: string;
  readonly onClose: () => void;
}

/** Takes the code that another device of the person shows, and follows the linking until it is done. */
export function EnterCodeDialog({ initialCode, onClose }: EnterCodeProps) {
  const { t } = useTranslation();
  const form = useId();
  const [text, setText] = useState(initialCode);
  const [code, setCode] = useState<LinkCode>();
  const state = useRequestState(useRequest(code));
  const title = t('linkCode.enterTitle');
  if (!canLinkHere())
    return <StepDialog step={outcomeStep({ name: 'insecure', title, text: t('devices.insecure'), onClose })} />;
  if (code !== undefined)
    return <StepDialog step={describeStep(state, { onOtherCode: () => setCode(undefined), onClose }, t)} />;
  const body = <CodeForm id={form} text={text} onChange={setText} onCode={setCode} />;
  const actions = (
    <>
      <Button onPress={onClose}>{t('common.cancel')}</Button>
      <Button kind="primary" type="submit" form={form}>
        {t('linkCode.link')}
      </Button>
    </>
  );
  return <StepDialog step={{ name: 'code', title, onClose, body, actions }} />;
}

/** One for the page: who closes the dialog and comes back is no second device. */
let ownHalf: Promise<KeyHalf> | undefined;

function useRequest(code: LinkCode | undefined): LinkRequest | undefined {
  const [request, setRequest] = useState<LinkRequest>();
  useEffect(() => {
    if (code === undefined) return;
    let isWanted = true;
    ownHalf ??= createKeyHalf();
    const opening = ownHalf.then((half) =>
      askToLink({ code, half, device: ownDeviceName(), join: deviceLink.join, clock: systemClock }),
    );
    void opening.then((opened) => {
      if (isWanted) setRequest(opened);
    });
    return () => {
      isWanted = false;
      setRequest(undefined);
      void opening.then((opened) => opened.close());
    };
  }, [code]);
  return request;
}

const notYet: AskState = { name: 'searching', line: 'connecting' };

function useRequestState(request: LinkRequest | undefined): AskState {
  const subscribe = useCallback(
    (listener: () => void) => request?.state.subscribe(listener) ?? (() => undefined),
    [request],
  );
  return useSyncExternalStore(subscribe, () => request?.state.getState() ?? notYet);
}

interface Ways {
  readonly onOtherCode: () => void;
  readonly onClose: () => void;
}

function describeStep(state: AskState, { onOtherCode, onClose }: Ways, t: TFunction): Step {
  const { name } = state;
  switch (name) {
    case 'searching':
    case 'nobody':
    case 'waiting':
      return waitingStep(state, { onOtherCode, onClose }, t);
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
      const again = { label: t('linkCode.otherCode'), run: onOtherCode };
      return outcomeStep({ name, title: t(title), text: t(text), again, onClose });
    }
  }
}

const outcomes = {
  declined: ['linkCode.refusedTitle', 'linkCode.refusedText'],
  contested: ['linkCode.contestedTitle', 'linkCode.contestedText'],
  'not-kept': ['linkCode.notKeptTitle', 'linkCode.notKeptText'],
} as const;

type WaitingState = Extract<AskState, { readonly name: 'searching' | 'nobody' | 'waiting' }>;

function waitingStep(state: WaitingState, { onOtherCode, onClose }: Ways, t: TFunction): Step {
  return {
    name: 'waiting',
    title: t('linkCode.enterTitle'),
    onClose,
    body: (
      <p className="link-code__state" role="status">
        {describeWaiting(state, t)}
      </p>
    ),
    actions: (
      <>
        {state.name === 'nobody' && <Button onPress={onOtherCode}>{t('linkCode.otherCode')}</Button>}
        <Button onPress={onClose} autoFocus>
          {t('common.cancel')}
        </Button>
      </>
    ),
  };
}

function describeWaiting(state: WaitingState, t: TFunction): string {
  switch (state.name) {
    case 'searching':
      return state.line === 'unreachable' ? t('linkCode.unreachable') : t('linkCode.searching');
    case 'nobody':
      return t('linkCode.nobody');
    case 'waiting':
      return t('linkCode.confirmThere', { device: state.device || t('devices.unnamed') });
  }
}
