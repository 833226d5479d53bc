import type { Random } from '../support/random.ts';

const longestDelayMs = 150;

/** A line that keeps the order of what it carries, at once on good days and after a random while on bad ones. */
export function createSlowLine(random: Random): (deliver: () => void) => void {
  const underWay: (() => void)[] = [];
  return (deliver) => {
    const delayMs = random.below(4) === 0 ? random.below(longestDelayMs) : 0;
    if (delayMs === 0 && underWay.length === 0) {
      deliver();
      return;
    }
    underWay.push(deliver);
    // Whichever timer fires, the oldest arrives: timers do not promise an order among themselves.
    setTimeout(() => underWay.shift()?.(), delayMs);
  };
}
