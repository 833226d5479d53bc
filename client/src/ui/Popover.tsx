import type { ReactNode } from 'react';
import { Popover as AriaPopover, type PopoverProps as AriaPopoverProps, Dialog } from 'react-aria-components';
import './popover.css';

export interface PopoverProps extends Omit<AriaPopoverProps, 'className' | 'children' | 'style'> {
  /** The name of the panel for those who do not see it. */
  readonly label: string;
  readonly children: ReactNode | ((panel: { readonly close: () => void }) => ReactNode);
}

/** A small panel that opens under the control that asked for it, and gives the focus back. */
export function Popover({ label, children, ...props }: PopoverProps) {
  return (
    <AriaPopover offset={6} containerPadding={10} {...props} className="popover">
      <Dialog aria-label={label} className="popover__panel">
        {children}
      </Dialog>
    </AriaPopover>
  );
}
