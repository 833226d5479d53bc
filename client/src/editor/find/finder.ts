import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { TextSelection, type Transaction } from '@tiptap/pm/state';
import { createStore } from 'zustand/vanilla';
import { afterFrame } from '../../after-frame.ts';
import { createFoundDrawing } from './draw-found.ts';
import { type FindQuery, mostMatches, type Span } from './find-query.ts';
import { type MatchReader, openMatchReader } from './match-reader.ts';
import { type Match, replaceMatches } from './replace-matches.ts';
import { type TextBlock, textBlocksIn, textOf } from './text-blocks.ts';

/** What there is to say about a search. */
export interface FindState {
  readonly count: number;
  /** Which of them is selected, from 1. */
  readonly current: number | undefined;
  /** Whether all of the text has been looked through. */
  readonly isComplete: boolean;
  readonly problem: 'unreadable' | 'too-slow' | 'no-thread' | 'too-many' | undefined;
}

/** So much text is looked through in one go: less than a frame's time. UTF-16 units. */
const sliceLength = 100_000;

const nothing: FindState = { count: 0, current: undefined, isComplete: true, problem: undefined };

export type Finder = ReturnType<typeof createFinder>;

/**
 * Looks for something in the text of an editor, and follows every change of it, whoever makes it: what was found is kept for
 * each block of text, and a block that changes is another. The current match is the one that is selected. No work is done
 * while a key is handled, but for the blocks in sight.
 */
export function createFinder(editor: Editor, openReader = openMatchReader) {
  const state = createStore<FindState>(() => nothing);
  let reader: MatchReader | undefined;
  let spansByBlock = new WeakMap<Node, readonly Span[]>();
  let problem: FindState['problem'];
  let reading: Promise<void> | undefined;

  const spansOf = (block: Node): readonly Span[] => {
    if (problem !== undefined) return [];
    const known = spansByBlock.get(block);
    if (known !== undefined) return known;
    const found = reader?.readNow?.(textOf(block));
    if (found !== undefined) spansByBlock.set(block, found);
    return found ?? [];
  };
  const drawing = createFoundDrawing(editor, spansOf);

  function* matches(): Generator<Match> {
    if (problem !== undefined) return;
    for (const block of textBlocksIn(editor.state.doc))
      for (const span of spansByBlock.get(block.node) ?? [])
        yield { ...block, span, from: block.start + span.from, to: block.start + span.to };
  }

  function tell(): void {
    const { from, to } = editor.state.selection;
    let count = 0;
    let current: number | undefined;
    for (const match of matches()) {
      count += 1;
      if (match.from === from && match.to === to) current = count;
    }
    if (count > mostMatches) problem = 'too-many';
    state.setState(
      problem === undefined ? { count, current, isComplete: reading === undefined, problem } : { ...nothing, problem },
    );
  }

  /** Looks through what is new in the text, a slice at a time. */
  function readOn(): Promise<void> {
    const mine = reader;
    if (mine === undefined) return Promise.resolve();
    const isStale = () => mine !== reader || editor.isDestroyed;
    async function readSlices(of: MatchReader): Promise<void> {
      for (let blocks = unread(); blocks.length > 0 && problem === undefined; blocks = unread()) {
        const found = await of.read(blocks.map(({ node }) => textOf(node)));
        if (isStale()) return;
        if (!found.ok) problem = found.error;
        else for (const [index, { node }] of blocks.entries()) spansByBlock.set(node, found.value[index] ?? []);
        tell();
        await new Promise((resolve) => setTimeout(resolve));
        if (isStale()) return;
      }
    }
    reading ??= readSlices(mine).then(() => {
      if (isStale()) return;
      reading = undefined;
      tell();
    });
    return reading;
  }

  function unread(): TextBlock[] {
    const blocks: TextBlock[] = [];
    let length = 0;
    for (const block of textBlocksIn(editor.state.doc)) {
      if (spansByBlock.has(block.node)) continue;
      blocks.push(block);
      length += block.node.content.size;
      if (length > sliceLength) break;
    }
    return blocks;
  }

  function select(match: Match | undefined): void {
    if (match === undefined) return;
    const { tr } = editor.state;
    editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, match.from, match.to)).scrollIntoView());
    drawing.show(match);
    tell();
  }

  /** The first match from a position on, or the first of all. */
  function matchFrom(position: number): Match | undefined {
    const all = [...matches()];
    return all.find(({ from }) => from >= position) ?? all[0];
  }

  const currentMatch = (): Match | undefined => {
    const { from, to } = editor.state.selection;
    return [...matches()].find((match) => match.from === from && match.to === to);
  };

  const follow = ({ transaction }: { readonly transaction: Transaction }) => {
    if (transaction.docChanged || transaction.selectionSet) planRefresh();
  };
  let isPlanned = false;
  function planRefresh(): void {
    if (isPlanned) return;
    isPlanned = true;
    afterFrame(() => {
      isPlanned = false;
      if (editor.isDestroyed || reader === undefined) return;
      tell();
      void readOn();
    });
  }
  editor.on('transaction', follow);

  return {
    getState: state.getState,
    subscribe: state.subscribe,

    /** Looks for something else from now on, and selects the first match from where the selection begins. */
    async look(query: FindQuery): Promise<void> {
      reader?.close();
      spansByBlock = new WeakMap();
      reading = undefined;
      const opened = openReader(query);
      reader = opened.ok ? opened.value : undefined;
      problem = opened.ok ? undefined : opened.error;
      const mine = reader;
      drawing.redraw();
      if (mine === undefined || query.text === '') {
        tell();
        return;
      }
      await readOn();
      if (mine !== reader || editor.isDestroyed) return;
      select(matchFrom(editor.state.selection.from));
      drawing.redraw();
    },

    /** Selects the next match, or the one before; from the last one on to the first. */
    step(direction: 1 | -1): void {
      const { from, to } = editor.state.selection;
      if (direction === 1) select(matchFrom(to));
      else {
        const all = [...matches()];
        select(all.findLast((match) => match.to <= from) ?? all.at(-1));
      }
    },

    /** Replaces the match that is selected, and goes to the next; where none is, only goes there. */
    async replace(replacement: string): Promise<void> {
      const match = currentMatch();
      if (match !== undefined) replaceMatches(editor, [match], replacement);
      await readOn();
      if (!editor.isDestroyed) select(matchFrom(editor.state.selection.to));
    },

    /** Replaces all of them as one step of undo. Says how many. */
    async replaceAll(replacement: string): Promise<number> {
      await readOn();
      const all = editor.isDestroyed ? [] : [...matches()];
      replaceMatches(editor, all, replacement);
      return all.length;
    },

    close(): void {
      editor.off('transaction', follow);
      reader?.close();
      reader = undefined;
      drawing.close();
    },
  };
}
