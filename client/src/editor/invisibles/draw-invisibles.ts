import type { Editor } from '@tiptap/core';
import { afterFrame } from '../../after-frame.ts';
import { findInvisibles, type Invisible } from './find-invisibles.ts';
import './invisibles.css';

/** A block may be as long as a book. */
const mostDrawn = 4_000;

const highlightNames: Readonly<Record<Invisible['kind'], string>> = {
  space: 'invisible-space',
  fixed: 'invisible-fixed',
};

/**
 * Draws spaces as dots and the ends of paragraphs, of what is in sight, until the returned function is called. With the
 * browser's highlights and style sheet alone: the elements of the text stay as they are, so nothing of it is heard, copied
 * or in the way of typing. Where the browser has no highlights, only the ends of paragraphs are drawn.
 */
export function drawInvisibles(editor: Editor): () => void {
  let isDrawing = true;
  let isPlanned = false;
  const draw = () => {
    isPlanned = false;
    if (!isDrawing || editor.isDestroyed || !('highlights' in CSS)) return;
    const found = findInvisibles(blocksInSight(editor.view.dom), mostDrawn);
    for (const kind of ['space', 'fixed'] as const) {
      const ranges = found.filter((invisible) => invisible.kind === kind).map(toRange);
      CSS.highlights.set(highlightNames[kind], new Highlight(...ranges));
    }
  };
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    afterFrame(draw);
  };
  document.documentElement.dataset['invisibles'] = 'shown';
  editor.on('transaction', plan);
  addEventListener('scroll', plan, { capture: true, passive: true });
  addEventListener('resize', plan);
  plan();
  return () => {
    isDrawing = false;
    editor.off('transaction', plan);
    removeEventListener('scroll', plan, { capture: true });
    removeEventListener('resize', plan);
    delete document.documentElement.dataset['invisibles'];
    if ('highlights' in CSS) for (const name of Object.values(highlightNames)) CSS.highlights.delete(name);
  };
}

/** One that follows the text would cost something with every key; this one is made anew. */
const toRange = ({ node, offset }: Invisible): StaticRange =>
  new StaticRange({ startContainer: node, startOffset: offset, endContainer: node, endOffset: offset + 1 });

/** The outermost blocks in the window, and half a screen above and below. */
function blocksInSight({ children }: Element): readonly Element[] {
  const firstBelow = (edge: number): number => {
    let [low, high] = [0, children.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((children[middle]?.getBoundingClientRect().bottom ?? 0) < edge) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [...children].slice(firstBelow(-innerHeight / 2), firstBelow(innerHeight * 1.5) + 1);
}
