import { X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './IconButton.tsx';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** `alertdialog` for a question that must be answered: a click outside does not answer it. */
  readonly role?: 'dialog' | 'alertdialog';
  /** Name of the cross; without it there is none, and the actions must offer a way out. */
  readonly closeLabel?: string;
  readonly children: ReactNode;
  /** Buttons, the safe one first. */
  readonly actions?: ReactNode;
}

/** A question or a form above the page. The focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const { role = 'dialog' } = props;
  const isSomethingFocused = useSomethingFocused(props.isOpen);
  return (
    <ModalOverlay
      className="dialog-shade"
      isOpen={props.isOpen && isSomethingFocused}
      isDismissable={role === 'dialog'}
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
    >
      <Modal className="dialog">
        <AriaDialog className="dialog__panel" role={role}>
          <header className="dialog__header">
            <Heading slot="title" className="dialog__title">
              {props.title}
            </Heading>
            {props.closeLabel !== undefined && (
              <IconButton label={props.closeLabel} onPress={props.onClose}>
                <X className="icon" aria-hidden />
              </IconButton>
            )}
          </header>
          {props.children}
          {props.actions !== undefined && <footer className="dialog__actions">{props.actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * Whether the focus is where it is to return to. A menu that closes gives it back in the next frame; a dialog that came
 * before would take the menu, or nothing, for the place to return to. So it waits those frames, and no longer.
 */
function useSomethingFocused(isAsked: boolean): boolean {
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    if (!isAsked) return setKnown(false);
    let frame = 0;
    const look = (framesLeft: number) => {
      if (framesLeft > 0 && isFocusOnItsWay()) frame = requestAnimationFrame(() => look(framesLeft - 1));
      else setKnown(true);
    };
    look(3);
    return () => cancelAnimationFrame(frame);
  }, [isAsked]);
  return isKnown;
}

const isFocusOnItsWay = (): boolean =>
  document.activeElement === document.body || document.activeElement?.closest('[role=menu]') != null;
