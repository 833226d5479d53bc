const quietKeys = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'NumLock', 'Fn', 'AltGraph']);

/**
 * Calls back once the person does something with the page: types or presses any key that does something, turns the wheel,
 * drags with a finger, puts the pointer into the text or on the scroll bar. Not for scrolling by itself: the page does that
 * too. The returned function stops listening.
 */
export function untilOwnMove(onMove: () => void): () => void {
  const listening = new AbortController();
  const move = () => {
    listening.abort();
    onMove();
  };
  const options = { capture: true, passive: true, signal: listening.signal } as const;
  addEventListener('wheel', move, options);
  addEventListener('touchmove', move, options);
  addEventListener('keydown', ({ key }) => quietKeys.has(key) || move(), options);
  addEventListener(
    'pointerdown',
    ({ target }) => {
      const isInText = target instanceof Element && target.closest('.text') !== null;
      if (isInText || target === document.documentElement) move();
    },
    options,
  );
  return () => listening.abort();
}
