import type { ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, type Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { Range } from '../../block-ids/local-change.ts';
import { type LinkSpan, linkSpansOf } from './link-spans.ts';

const namedSpan = ($position: ResolvedPos, isHere: (span: LinkSpan, offset: number) => boolean) =>
  linkSpansOf($position.parent).find((span) => span.isNamed && isHere(span, $position.parentOffset));

const inside = ($position: ResolvedPos) => namedSpan($position, ({ from, to }, at) => from < at && at < to);

/**
 * A link that is named by its document is one thing: the caret passes over it, a selection has all of it or nothing, and
 * what is typed after it is no part of it. Its words may be hidden, and would no longer follow the title.
 */
export function keepLinkWhole(before: EditorState, after: EditorState): Transaction | null {
  const { selection } = after;
  if (!(selection instanceof TextSelection)) return null;
  return moveOut(before, after, selection) ?? leaveLink(after, selection);
}

function moveOut(before: EditorState, after: EditorState, selection: TextSelection): Transaction | null {
  const { $anchor, $head, empty } = selection;
  const atHead = inside($head);
  const atAnchor = inside($anchor);
  if (atHead === undefined && atAnchor === undefined) return null;
  const isForward = empty ? before.selection.head <= $head.start() + (atHead?.from ?? 0) : $head.pos > $anchor.pos;
  const end = ($position: ResolvedPos, span: LinkSpan | undefined, isAtEnd: boolean) =>
    span === undefined ? $position.pos : $position.start() + (isAtEnd ? span.to : span.from);
  const head = end($head, atHead, isForward);
  const anchor = empty ? head : end($anchor, atAnchor, !isForward);
  return after.tr.setSelection(TextSelection.create(after.doc, anchor, head)).setStoredMarks(null);
}

/** The link mark would grow with what is typed at its end. */
function leaveLink({ tr, storedMarks }: EditorState, { $from, empty }: TextSelection): Transaction | null {
  if (!empty || storedMarks !== null) return null;
  const span = namedSpan($from, ({ to }, at) => to === at);
  return span === undefined ? null : tr.setStoredMarks(span.mark.removeFromSet($from.marks()));
}

/** The link that begins or ends where the caret is, in one direction. */
export function linkBeside({ $head }: Selection, isBackward: boolean): Range | undefined {
  const span = namedSpan($head, ({ from, to }, at) => (isBackward ? to : from) === at);
  return span && { from: $head.start() + span.from, to: $head.start() + span.to };
}

/**
 * Where an arrow leads that ends right beside such a link. A browser may take the caret into it, before words that are
 * hidden, and whoever goes back to the end of a link would find themselves before it.
 */
function besideLink({ $head }: Selection, isBackward: boolean): number | undefined {
  const offset = $head.parentOffset;
  const span = namedSpan($head, ({ from, to }) => (isBackward ? offset - to : from - offset) === 1);
  return span && $head.start() + (isBackward ? span.to : span.from);
}

/**
 * What a key does at a link that is one thing; `undefined` when it does nothing special. ProseMirror sets the browser's
 * caret before what is hidden first, and the browser then goes, or deletes, one letter further.
 */
export function passLink({ selection, doc, tr }: EditorState, event: KeyboardEvent): Transaction | undefined {
  const isBackward = event.key === 'ArrowLeft' || event.key === 'Backspace';
  const isDeletion = event.key === 'Backspace' || event.key === 'Delete';
  const isArrow = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  if (!(isDeletion || isArrow) || !(selection instanceof TextSelection)) return undefined;
  if (!selection.empty && !(isArrow && event.shiftKey)) return undefined;
  const link = linkBeside(selection, isBackward);
  if (isDeletion) return link && tr.delete(link.from, link.to);
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const head = link === undefined ? besideLink(selection, isBackward) : isBackward ? link.from : link.to;
  if (head === undefined) return undefined;
  return tr.setSelection(TextSelection.create(doc, event.shiftKey ? selection.anchor : head, head));
}

/** The link that the caret is in or touches, or that is selected; of two, the one after it. */
export function linkAtCaret({ selection }: EditorState): LinkSpan | undefined {
  const { $from, $to } = selection;
  if (!$from.sameParent($to)) return undefined;
  const touched = linkSpansOf($from.parent).filter(
    ({ from, to }) => from <= $from.parentOffset && $to.parentOffset <= to,
  );
  return touched.at(-1);
}
