import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { undoPartsOf } from '../undo/undo-parts.ts';
import { replacementFor, type Span } from './find-query.ts';
import type { TextBlock } from './text-blocks.ts';

/** A span of a block, at its place in the text. */
export interface Match extends TextBlock {
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

/**
 * Puts the replacement where the matches are, in the formats of what was there, as one step of undo. The caret is
 * behind the first of them then. The matches are in the order of the text, as `editor` has it now.
 *
 * The binding writes what changed in a block as one stretch of text. So that nobody's words between two matches are
 * written anew, it is given one match of each block at a time, the last ones first.
 */
export function replaceMatches(editor: Editor, matches: readonly Match[], replacement: string): void {
  if (matches.length === 0) return;
  const blocks = groupByBlock(matches);
  const growths = blocks.map(() => 0);
  asOneStep(editor, () => {
    for (let round = 1; blocks.some((block) => block.length >= round); round += 1) {
      const places = findPlaces(blocks, growths, round);
      const { tr } = editor.state;
      for (const { from, to, index, words } of places.toReversed()) {
        if (words === '') tr.delete(from, to);
        else tr.insertText(words, from, to);
        growths[index] = (growths[index] ?? 0) + words.length - (to - from);
        tr.setSelection(Selection.near(tr.doc.resolve(from + words.length), -1));
      }
      editor.view.dispatch(tr);
    }
  });

  function findPlaces(of: readonly Match[][], grown: readonly number[], round: number) {
    let shift = 0;
    return of.flatMap((block, index) => {
      const match = block.at(-round);
      const before = shift;
      shift += grown[index] ?? 0;
      if (match === undefined) return [];
      return [
        { from: match.from + before, to: match.to + before, index, words: replacementFor(match.span, replacement) },
      ];
    });
  }
}

function groupByBlock(matches: readonly Match[]): Match[][] {
  const blocks: Match[][] = [];
  for (const match of matches) {
    const last = blocks.at(-1);
    if (last?.[0]?.start === match.start) last.push(match);
    else blocks.push([match]);
  }
  return blocks;
}

/** However long the work takes, it is undone at once, and by itself. */
function asOneStep(editor: Editor, work: () => void): void {
  const { undoManager } = undoPartsOf(editor.state);
  const { captureTimeout } = undoManager;
  undoManager.stopCapturing();
  undoManager.captureTimeout = Number.POSITIVE_INFINITY;
  try {
    work();
  } finally {
    undoManager.captureTimeout = captureTimeout;
    undoManager.stopCapturing();
  }
}
