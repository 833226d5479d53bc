import { ProgressBar } from 'react-aria-components';
import './progress.css';

/** How far a piece of work has come, of which the end is known. `label` says what it is, `value` how far in words. */
export function Progress(props: {
  readonly label: string;
  readonly value: string;
  readonly done: number;
  readonly total: number;
}) {
  const { done, total } = props;
  return (
    <ProgressBar
      className="progress"
      aria-label={props.label}
      value={done}
      maxValue={Math.max(1, total)}
      valueLabel={props.value}
    >
      {({ percentage = 0 }) => (
        <span className="progress__track">
          <span className="progress__bar" style={{ width: `${percentage}%` }} />
        </span>
      )}
    </ProgressBar>
  );
}
