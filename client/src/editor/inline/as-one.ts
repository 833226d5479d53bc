import type { Mark, Node, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Range } from '../block-ids/local-change.ts';

/** Words in the text of one block, under one mark. */
export interface Span {
  /** Counted from the start of the block's content. */
  readonly from: number;
  readonly to: number;
  readonly mark: Mark;
  readonly words: string;
}

/** The words under a mark in a block of text, in order; a part of them may be bold. */
export function readSpans(block: Node, markName: string): readonly Span[] {
  const spans: { from: number; to: number; mark: Mark; words: string }[] = [];
  block.forEach((child, offset) => {
    const mark = child.marks.find(({ type }) => type.name === markName);
    if (mark === undefined) return;
    const last = spans.at(-1);
    const words = child.text ?? '';
    if (last !== undefined && last.to === offset && last.mark.eq(mark)) {
      last.to += child.nodeSize;
      last.words += words;
    } else spans.push({ from: offset, to: offset + child.nodeSize, mark, words });
  });
  return spans;
}

const noSpans: readonly Span[] = [];

/** The same for one mark, read once for each state of a block. */
export function createSpansOf(markName: string): (block: Node) => readonly Span[] {
  const spansByBlock = new WeakMap<Node, readonly Span[]>();
  return (block) => {
    if (!block.isTextblock) return noSpans;
    const known = spansByBlock.get(block);
    if (known !== undefined) return known;
    const spans = readSpans(block, markName);
    spansByBlock.set(block, spans.length === 0 ? noSpans : spans);
    return spans;
  };
}

/**
 * Makes words one thing: the caret passes over them, a selection has all of them or nothing, and what is typed after them is
 * no part of them. `spansOf` says which words of a block of text, in order; it is asked at every key.
 */
export function createAsOne(spansOf: (block: Node) => readonly Span[]): Plugin {
  const spanAt = ($position: ResolvedPos, isHere: (span: Span, offset: number) => boolean) =>
    spansOf($position.parent).find((span) => isHere(span, $position.parentOffset));

  const inside = ($position: ResolvedPos) => spanAt($position, ({ from, to }, at) => from < at && at < to);

  function keepWhole(before: EditorState, after: EditorState): Transaction | null {
    const { selection } = after;
    if (!(selection instanceof TextSelection)) return null;
    return moveOut(before, after, selection) ?? leave(after, selection);
  }

  function moveOut(before: EditorState, after: EditorState, selection: TextSelection): Transaction | null {
    const { $anchor, $head, empty } = selection;
    const atHead = inside($head);
    const atAnchor = inside($anchor);
    if (atHead === undefined && atAnchor === undefined) return null;
    const isForward = empty ? before.selection.head <= $head.start() + (atHead?.from ?? 0) : $head.pos > $anchor.pos;
    const end = ($position: ResolvedPos, span: Span | undefined, isAtEnd: boolean) =>
      span === undefined ? $position.pos : $position.start() + (isAtEnd ? span.to : span.from);
    const head = end($head, atHead, isForward);
    const anchor = empty ? head : end($anchor, atAnchor, !isForward);
    return after.tr.setSelection(TextSelection.create(after.doc, anchor, head)).setStoredMarks(null);
  }

  /** The mark would grow with what is typed at its end. */
  function leave({ tr, storedMarks }: EditorState, { $from, empty }: TextSelection): Transaction | null {
    if (!empty || storedMarks !== null) return null;
    const span = spanAt($from, ({ to }, at) => to === at);
    return span?.mark.isInSet($from.marks()) ? tr.setStoredMarks(span.mark.removeFromSet($from.marks())) : null;
  }

  /** The words that begin or end where the caret is, in one direction. */
  function beside({ $head }: Selection, isBackward: boolean): Range | undefined {
    const span = spanAt($head, ({ from, to }, at) => (isBackward ? to : from) === at);
    return span && { from: $head.start() + span.from, to: $head.start() + span.to };
  }

  /**
   * Where an arrow leads that ends right beside such words. A browser may take the caret into them, before what is hidden,
   * and whoever goes back to their end would find themselves before them.
   */
  function nearly({ $head }: Selection, isBackward: boolean): number | undefined {
    const offset = $head.parentOffset;
    const span = spanAt($head, ({ from, to }) => (isBackward ? offset - to : from - offset) === 1);
    return span && $head.start() + (isBackward ? span.to : span.from);
  }

  /**
   * What a key does at such words; `undefined` when it does nothing special. ProseMirror sets the browser's caret before
   * what is hidden first, and the browser then goes, or deletes, one letter further.
   */
  function pass({ selection, doc, tr }: EditorState, event: KeyboardEvent): Transaction | undefined {
    const isBackward = event.key === 'ArrowLeft' || event.key === 'Backspace';
    const isDeletion = event.key === 'Backspace' || event.key === 'Delete';
    const isArrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
    if (!(isDeletion || isArrow) || !(selection instanceof TextSelection)) return undefined;
    if (!selection.empty && !(isArrow && event.shiftKey)) return undefined;
    const words = beside(selection, isBackward);
    if (isDeletion) return words && tr.delete(words.from, words.to);
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const head = words === undefined ? nearly(selection, isBackward) : isBackward ? words.from : words.to;
    if (head === undefined) return undefined;
    return tr.setSelection(TextSelection.create(doc, event.shiftKey ? selection.anchor : head, head));
  }

  function passByKey(view: EditorView, event: KeyboardEvent): boolean {
    const passing = view.composing || !view.editable ? undefined : pass(view.state, event);
    if (passing !== undefined) view.dispatch(passing.scrollIntoView());
    return passing !== undefined;
  }

  /** The keyboards of phones say what they delete, and press no keys. */
  function deleteWhole(view: EditorView, event: InputEvent): boolean {
    const isBackward = event.inputType.startsWith('delete') && event.inputType.endsWith('Backward');
    const isForward = event.inputType.startsWith('delete') && event.inputType.endsWith('Forward');
    const { selection } = view.state;
    const range = (isBackward || isForward) && selection.empty ? beside(selection, isBackward) : undefined;
    if (range === undefined || !view.editable || view.composing) return false;
    event.preventDefault();
    view.dispatch(view.state.tr.delete(range.from, range.to).scrollIntoView());
    return true;
  }

  return new Plugin({
    appendTransaction: (_transactions, before, after) => keepWhole(before, after),
    props: { handleKeyDown: passByKey, handleDOMEvents: { beforeinput: deleteWhole } },
  });
}
