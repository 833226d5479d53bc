import type { LucideIcon } from 'lucide-react';
import { Check, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger as AriaMenuTrigger,
  Header,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components';
import type { MenuPlace } from './MenuButton.tsx';
import './menu.css';

export { AriaMenuTrigger as MenuTrigger };

/** A list of actions that opens under its control; arrows, type-ahead and Escape work. */
export function Menu(props: {
  readonly label: string;
  readonly placement?: NonNullable<PopoverProps['placement']>;
  readonly header?: ReactNode;
  /** Another one takes the place of what is shown; the focus goes to its beginning. */
  readonly page?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <Popover className="menu" placement={props.placement ?? 'bottom end'} offset={6} containerPadding={10}>
      {props.header}
      <AriaMenu key={props.page} aria-label={props.label} className="menu__list">
        {props.children}
      </AriaMenu>
    </Popover>
  );
}

/**
 * The same list under a plain button, where hundreds of triggers would be too many. It is open as long as it is there;
 * whoever shows it takes it away when it asks to be closed. The focus returns to where it was.
 */
export function OpenMenu(props: MenuPlace & { readonly children: ReactNode }) {
  return (
    <Popover
      className="menu"
      trigger="MenuTrigger"
      triggerRef={props.anchor}
      placement="bottom end"
      offset={6}
      containerPadding={10}
      isOpen
      onOpenChange={props.onClose}
    >
      <AriaMenu aria-label={props.label} className="menu__list" autoFocus={props.chosen} onClose={props.onClose}>
        {props.children}
      </AriaMenu>
    </Popover>
  );
}

/** One action. `isChosen` shows a tick and says so; the shortcut or Markdown sign stands at the right. */
export function MenuItem(props: {
  readonly icon?: LucideIcon;
  /** What the icon is drawn in, for the style sheet of whoever offers it. */
  readonly tint?: string | undefined;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isChosen?: boolean;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  readonly onAction?: () => void;
  /** Instead of an action: shows more choices, in the same menu. */
  readonly onMore?: () => void;
}) {
  const Icon = props.icon;
  return (
    <AriaMenuItem
      className={props.isDanger === true ? 'menu__item menu__item--danger' : 'menu__item'}
      textValue={props.label}
      isDisabled={props.isDisabled ?? false}
      shouldCloseOnSelect={props.onMore === undefined}
      onAction={() => (props.onMore ?? props.onAction)?.()}
      {...(props.isChosen === true && { 'aria-current': true })}
    >
      {Icon !== undefined && <Icon className="icon" data-tint={props.tint} aria-hidden />}
      <span className="menu__label">{props.label}</span>
      {props.hint !== undefined && <kbd className="menu__hint">{props.hint}</kbd>}
      {props.onMore !== undefined && <ChevronRight className="icon" aria-hidden />}
      {props.isChosen === true && <Check className="icon menu__tick" aria-hidden />}
    </AriaMenuItem>
  );
}

/** A line between groups of actions. */
export function MenuSeparator() {
  return <Separator className="menu__separator" />;
}

/** Actions that belong together, under a name. */
export function MenuSection(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <AriaMenuSection className="menu__section">
      <Header className="menu__heading">{props.label}</Header>
      {props.children}
    </AriaMenuSection>
  );
}
