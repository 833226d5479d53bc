/** A part of the window. CSS pixels. */
export interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Place {
  readonly top: number;
  readonly left: number;
}

const gap = 8;

/**
 * Where something of that size stands beside a selection without covering any of it: above its first line, or below its
 * last, inside the free part of the window. Nothing where there is room for neither.
 */
export function placeBeside(
  selection: Box,
  { width, height }: { readonly width: number; readonly height: number },
  free: Box,
): Place | undefined {
  const fits = (top: number) => top >= free.top + gap && top + height <= free.bottom - gap;
  const top = [selection.top - gap - height, selection.bottom + gap].find(fits);
  if (top === undefined) return undefined;
  const middle = (selection.left + selection.right - width) / 2;
  return { top, left: Math.max(free.left + gap, Math.min(middle, free.right - gap - width)) };
}
