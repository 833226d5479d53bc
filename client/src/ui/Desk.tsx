import type { ReactNode } from 'react';
import './desk.css';

/**
 * A sheet of paper on the desk, with a bar of tools above it (below, on a phone) and a margin at its right where there
 * is room. The same before the text is there and after, whatever the margin holds, so that nothing moves.
 */
export function Desk(props: { readonly bar?: ReactNode; readonly margin?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="desk">
      {props.bar !== undefined && <div className="desk__bar">{props.bar}</div>}
      <div className="desk__top">
        <div className="desk__paper">{props.children}</div>
        <div className="desk__margin">{props.margin}</div>
      </div>
    </div>
  );
}
