import { X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import './button.css';
import './plain-dialog.css';

/** The browser's own dialog, for what is to be said when a better one cannot be fetched. The focus returns to where it was. */
export function PlainDialog(props: {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return createPortal(
    // The attribute keeps other dialogs below from taking the focus back.
    <dialog
      className="plain-dialog"
      aria-label={props.title}
      data-react-aria-top-layer
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      ref={dialog}
    >
      <button
        type="button"
        className="icon-button plain-dialog__close"
        aria-label={props.closeLabel}
        title={props.closeLabel}
        onClick={props.onClose}
      >
        <X className="icon" aria-hidden />
      </button>
      {props.children}
    </dialog>,
    document.body,
  );
}
