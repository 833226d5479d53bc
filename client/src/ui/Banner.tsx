import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './banner.css';

/** A lasting message above the text, which stays readable. */
export function Banner(props: {
  readonly tone: 'warn' | 'danger' | 'neutral';
  readonly icon: LucideIcon;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** The actions stand under the text: for a long one. */
  readonly isStacked?: boolean;
}) {
  const Icon = props.icon;
  return (
    <div className={`banner banner--${props.tone}${props.isStacked === true ? ' banner--stacked' : ''}`}>
      <Icon className="icon banner__icon" aria-hidden />
      <div className="banner__text">{props.children}</div>
      {props.actions !== undefined && <div className="banner__actions">{props.actions}</div>}
    </div>
  );
}
