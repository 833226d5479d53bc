import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { afterFrame } from '../../after-frame.ts';
import type { Span } from './find-query.ts';
import { textBlocksIn } from './text-blocks.ts';
import './found.css';

/** A part of the text, as positions. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** One block alone may be as long as a book. */
const mostDrawn = 1_000;

/** Draws what is found in the blocks in sight, and a screen around them: a text may have it thousands of times. */
export function createFoundDrawing(editor: Editor, spansOf: (block: Node) => readonly Span[]) {
  const { storage, view } = editor;
  let sight = rangeInSight(editor);
  let drawn: { readonly state: EditorState; readonly set: DecorationSet } | undefined;

  storage.foundDrawing.draw = (state) => {
    if (drawn?.state === state) return drawn.set;
    drawn = { state, set: draw(state) };
    return drawn.set;
  };

  function draw({ doc, selection }: EditorState): DecorationSet {
    const decorations: Decoration[] = [];
    for (const { node, start } of textBlocksIn(doc, sight.from, sight.to))
      for (const span of spansOf(node)) {
        const [from, to] = [start + span.from, start + span.to];
        const isCurrent = selection.from === from && selection.to === to;
        if (!isCurrent && decorations.length >= mostDrawn) continue;
        decorations.push(
          Decoration.inline(from, to, { class: isCurrent ? 'find-match find-match--current' : 'find-match' }),
        );
      }
    return DecorationSet.create(doc, decorations);
  }

  function redraw(): void {
    if (editor.isDestroyed) return;
    drawn = undefined;
    sight = rangeInSight(editor);
    view.dispatch(editor.state.tr.setMeta('addToHistory', false));
  }

  let isPlanned = false;
  function planRedraw(): void {
    if (isPlanned) return;
    isPlanned = true;
    afterFrame(() => {
      isPlanned = false;
      if (storage.foundDrawing.draw !== undefined) redraw();
    });
  }
  addEventListener('scroll', planRedraw, { capture: true, passive: true });
  addEventListener('resize', planRedraw);

  return {
    redraw,

    /** Brings a match into the middle of the window, unless it is in sight already and nothing lies over it. */
    show({ from, to }: Range): void {
      const { top } = view.coordsAtPos(from);
      const { bottom } = view.coordsAtPos(to, -1);
      const isInSight = top > coveredAtTop && bottom < innerHeight - coveredAtBottom;
      if (!isInSight) scrollBy({ top: top - innerHeight * 0.4 });
      redraw();
    },

    close(): void {
      removeEventListener('scroll', planRedraw, { capture: true });
      removeEventListener('resize', planRedraw);
      storage.foundDrawing.draw = undefined;
      if (!editor.isDestroyed) view.dispatch(editor.state.tr.setMeta('addToHistory', false));
    },
  };
}

/** The bars of the page and the one of the search. CSS pixels. */
const coveredAtTop = 230;
const coveredAtBottom = 90;

/** The outermost blocks in the window, and as much above and below. */
function rangeInSight({ state: { doc }, view }: Editor): Range {
  const starts: number[] = [];
  doc.forEach((_node, offset) => {
    starts.push(offset);
  });
  const isAbove = (position: number, edge: number): boolean => {
    const dom = view.nodeDOM(position);
    return dom instanceof HTMLElement && dom.getBoundingClientRect().bottom < edge;
  };
  const firstNotAbove = (edge: number): number => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAbove(starts[middle] ?? 0, edge)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const last = firstNotAbove(innerHeight * 2) + 1;
  return { from: starts[firstNotAbove(-innerHeight)] ?? 0, to: starts[last] ?? doc.content.size };
}
