/** A value that changes, to be read at any time. */
export interface Changing<T> {
  getState(): T;
  subscribe(listener: () => void): () => void;
}

/**
 * What to show of a value that flickers: `isPassing` values are shown only once they have gone on for `afterMs`, also
 * when they change meanwhile. Only for the eye; what is true is the value itself. For one listener.
 */
export function settle<T>(source: Changing<T>, isPassing: (value: T) => boolean, afterMs: number): Changing<T> {
  let shown = source.getState();
  return {
    getState: () => shown,
    subscribe(listener) {
      let isLate = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const show = () => {
        shown = source.getState();
        listener();
      };
      const look = () => {
        if (!isPassing(source.getState())) {
          clearTimeout(timer);
          timer = undefined;
          isLate = false;
          show();
        } else if (isLate) show();
        else
          timer ??= setTimeout(() => {
            isLate = true;
            show();
          }, afterMs);
      };
      look();
      const stop = source.subscribe(look);
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
  };
}
