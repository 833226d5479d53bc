import { Desk } from '../../ui/Desk.tsx';
import './document-page.css';

/** The paper before its text is there: the same frame, so that nothing moves when it comes. `words` are shown if it takes long. */
export function PaperSkeleton({ words }: { readonly words?: string }) {
  return (
    <div aria-busy="true">
      <Desk bar={null}>
        <div className="paper-skeleton">
          <div className="paper-skeleton__title" />
          {words !== undefined && <p className="paper-skeleton__words">{words}</p>}
          <div className="paper-skeleton__line" />
          <div className="paper-skeleton__line" />
          <div className="paper-skeleton__line" />
        </div>
      </Desk>
    </div>
  );
}
