import type { LucideIcon } from 'lucide-react';
import './status-pill.css';

export type PillTone = 'ok' | 'warn' | 'danger' | 'neutral';

/** A state in words with an icon; the colour only repeats what the words say. */
export function StatusPill(props: { readonly tone: PillTone; readonly icon: LucideIcon; readonly label: string }) {
  const Icon = props.icon;
  return (
    <span className={`pill pill--${props.tone}`}>
      <Icon className="pill__icon" aria-hidden />
      {props.label}
    </span>
  );
}
