/** Whether this keyboard has a Command key where others have Control. */
const hasCommandKey = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

const shownNames: Readonly<Record<string, string>> = {
  ...(hasCommandKey ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' } : { Mod: 'Ctrl' }),
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

const ariaNames: Readonly<Record<string, string>> = { Mod: hasCommandKey ? 'Meta' : 'Control' };

const capitalized = (key: string) => (key.length === 1 ? key.toUpperCase() : key);

/** `Mod-Alt-1` as this keyboard writes it: `Ctrl+Alt+1` or `⌘⌥1`. */
export const formatShortcut = (keys: string): string =>
  keys
    .split('-')
    .map((key) => shownNames[key] ?? capitalized(key))
    .join(hasCommandKey ? '' : '+');

/** The same for `aria-keyshortcuts`. */
export const toAriaShortcut = (keys: string): string =>
  keys
    .split('-')
    .map((key) => ariaNames[key] ?? capitalized(key))
    .join('+');
