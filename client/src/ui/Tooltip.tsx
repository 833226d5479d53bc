import type { ReactNode } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import './tooltip.css';

/** Shows the name of the control inside it, and its shortcut, when the pointer rests on it or the keyboard reaches it. */
export function WithTooltip(props: {
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {props.children}
      <Tooltip className="tooltip" placement="bottom" offset={6}>
        {props.label}
        {props.shortcut !== undefined && <kbd className="tooltip__shortcut">{props.shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
