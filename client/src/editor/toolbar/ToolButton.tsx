import type { LucideIcon } from 'lucide-react';
import { Button, type PressEvent, ToggleButton } from 'react-aria-components';
import { WithTooltip } from '../../ui/Tooltip.tsx';
import { formatShortcut, toAriaShortcut } from '../shortcut.ts';

/** One tool. `isOn` is left out for those that only do something once. */
export function ToolButton(props: {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly isOn?: boolean | undefined;
  readonly isDisabled: boolean;
  readonly onPress: (press: PressEvent) => void;
}) {
  const { icon: Icon, label, keys, isOn } = props;
  const shared = {
    className: 'icon-button',
    'aria-label': label,
    isDisabled: props.isDisabled,
    onPress: props.onPress,
    // On a phone the keyboard would close and open again with every press.
    preventFocusOnPress: true,
    ...(keys !== undefined && { 'aria-keyshortcuts': toAriaShortcut(keys) }),
    children: <Icon className="icon" aria-hidden />,
  };
  return (
    <WithTooltip label={label} shortcut={keys === undefined ? undefined : formatShortcut(keys)}>
      {isOn === undefined ? <Button {...shared} /> : <ToggleButton {...shared} isSelected={isOn} />}
    </WithTooltip>
  );
}
