import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog, type DialogProps } from '../../ui/Dialog.tsx';

/** One step of a dialog that goes through several. */
export interface Step extends Pick<DialogProps, 'title' | 'role' | 'closeLabel' | 'onClose'> {
  /** Another name is another step: what is in it begins anew. */
  readonly name: string;
  readonly body: ReactNode;
  readonly actions?: ReactNode;
}

/** The same dialog through all of its steps, so that the focus returns in the end to where it was before the first. */
export function StepDialog({ step }: { readonly step: Step }) {
  const { name, body, actions, ...rest } = step;
  return (
    <Dialog {...rest} isOpen actions={actions === undefined ? undefined : <Fragment key={name}>{actions}</Fragment>}>
      <Fragment key={name}>{body}</Fragment>
    </Dialog>
  );
}

/** What the last steps have in common: how it ended, and a way out. */
export function outcomeStep(props: {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** The device that is linked now. */
  readonly device?: string;
  readonly again?: { readonly label: string; readonly run: () => void };
  readonly onClose: () => void;
}): Step {
  const { name, title, onClose } = props;
  return { name, title, onClose, body: <OutcomeText {...props} />, actions: <OutcomeActions {...props} /> };
}

type OutcomeProps = Parameters<typeof outcomeStep>[0];

const OutcomeText = ({ device, text }: OutcomeProps) => (
  <>
    {device !== undefined && <DeviceName name={device} />}
    <p className="link-code__text">{text}</p>
  </>
);

/** As the other device calls itself; some have nothing to say. */
export function DeviceName({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  return <p className="link-code__device">{name || t('devices.unnamed')}</p>;
}

function OutcomeActions({ device, again, onClose }: OutcomeProps) {
  const { t } = useTranslation();
  return (
    <>
      {again !== undefined && <Button onPress={again.run}>{again.label}</Button>}
      <Button kind="primary" onPress={onClose} autoFocus>
        {device === undefined ? t('common.close') : t('linkCode.done')}
      </Button>
    </>
  );
}
