import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './message-page.css';

/** Says what happened, what it means for the person's text, and what can be done. Stands where the text would be. */
export function MessagePage(props: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Whether the title is the heading of the whole page. */
  readonly headingLevel?: 1 | 2;
}) {
  const Icon = props.icon;
  const Title = props.headingLevel === 2 ? 'h2' : 'h1';
  return (
    <section className="message-page">
      <span className="message-page__sign">
        <Icon aria-hidden />
      </span>
      <Title className="message-page__title" tabIndex={-1}>
        {props.title}
      </Title>
      <div className="message-page__text">{props.children}</div>
      {props.actions !== undefined && <div className="message-page__actions">{props.actions}</div>}
    </section>
  );
}
