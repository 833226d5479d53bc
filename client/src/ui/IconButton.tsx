import type { ReactNode } from 'react';
import { Button, type ButtonProps } from 'react-aria-components';
import { WithTooltip } from './Tooltip.tsx';
import './button.css';

export interface IconButtonProps extends Omit<ButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  /** What it does, in words: its accessible name and its tooltip. */
  readonly label: string;
  /** Shown after the label in the tooltip, as the person's keyboard writes it. */
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
}

/** A button with an icon alone, named by a tooltip. Only where everybody knows the icon. */
export function IconButton({ label, shortcut, ...props }: IconButtonProps) {
  return (
    <WithTooltip label={label} shortcut={shortcut}>
      <Button {...props} aria-label={label} className="icon-button" />
    </WithTooltip>
  );
}
