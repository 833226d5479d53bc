import { useEffect, useRef, useState } from 'react';

/**
 * What to show of a value that flickers: `isPassing` values are shown only once they have gone on for `afterMs`, also
 * when they change meanwhile. Only for the eye; what is true is the value itself.
 */
export function useSettled<T>(value: T, isPassing: (value: T) => boolean, afterMs: number): T {
  const settled = useRef(value);
  const [isLate, setIsLate] = useState(false);
  const waits = isPassing(value);
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => setIsLate(true), afterMs);
    return () => {
      clearTimeout(timer);
      setIsLate(false);
    };
  }, [waits, afterMs]);
  useEffect(() => {
    if (!waits) settled.current = value;
  }, [value, waits]);
  return waits && !isLate ? settled.current : value;
}
