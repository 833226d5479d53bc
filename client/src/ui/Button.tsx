import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import './button.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  /** One `primary` on a screen at most; `quiet` has no border until the pointer is over it. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly children: ReactNode;
}

/** A button with words, and an icon before them where it helps. */
export function Button({ kind = 'plain', ...props }: ButtonProps) {
  return <AriaButton {...props} className={`button button--${kind}`} />;
}
