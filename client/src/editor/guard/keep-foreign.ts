import { Fragment, type MarkType, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { AddMarkStep, RemoveMarkStep, Transform } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { ForeignContent } from './foreign-content.ts';
import { createIsAnchor, hasSameSkeleton, type IsAnchor } from './skeleton.ts';

const key = new PluginKey('keepForeign');

/** Takes the selected unknown part out of the text, as an ordinary change that undo brings back. */
export function removeSelectedPart(state: EditorState): Transaction {
  return state.tr.deleteSelection().setMeta(key, 'removal');
}

export interface KeepForeignOptions {
  readonly foreign: ForeignContent;
  /** Something the person did would have taken an unknown part or format away, and did not. */
  readonly onKept: () => void;
  /** The person pressed a key that deletes, on a selected unknown part. */
  readonly onRemovalAsked: () => void;
}

/**
 * Lets the person change everything around the unknown parts, and nothing in them. A block that a deletion covers whole
 * stays if it holds one; any other change that would take one away, move it or unwrap it is not made at all. Changes
 * that come from the shared document are left alone.
 */
export function keepForeign({ foreign, onKept, onRemovalAsked }: KeepForeignOptions): Plugin {
  const isAnchor = createIsAnchor(foreign.nodes);
  const isForeign: IsAnchor = (node) => foreign.nodes.has(node.type.name);
  const isForeignMark = ({ name }: MarkType) => foreign.marks.has(name);
  const repair = (before: Node, change: Transform) => {
    const repaired = new Transform(change.doc);
    if (!restoreMarks(change, repaired, isForeignMark)) return undefined;
    if (!hasSameSkeleton(before, repaired.doc, isAnchor, isForeign)) restoreBlocks(before, change, repaired, isAnchor);
    return hasSameSkeleton(before, repaired.doc, isAnchor, isForeign) ? repaired : undefined;
  };

  return new Plugin({
    key,
    filterTransaction(transaction, state) {
      if (!transaction.docChanged || isAllowed(transaction)) return true;
      if (repair(state.doc, transaction) !== undefined) return true;
      onKept();
      return false;
    },
    appendTransaction(transactions, before, after) {
      if (!transactions.some(({ docChanged }) => docChanged) || transactions.some(isAllowed)) return null;
      const repaired = repair(before.doc, joinSteps(before.doc, transactions));
      if (repaired === undefined || repaired.steps.length === 0) return null;
      onKept();
      const { tr } = after;
      for (const step of repaired.steps) tr.step(step);
      return tr.setMeta(key, 'repair');
    },
    props: {
      transformPasted: (slice) => new Slice(withoutForeign(slice.content, isForeign), slice.openStart, slice.openEnd),
      handleKeyDown: (view, event) => {
        if (!view.editable || (event.key !== 'Backspace' && event.key !== 'Delete')) return false;
        const { selection } = view.state;
        if (selection instanceof NodeSelection && isForeign(selection.node)) {
          onRemovalAsked();
          return true;
        }
        const position = foreignBeside(view.state, event.key === 'Backspace', isForeign);
        if (position === undefined) return false;
        view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)).scrollIntoView());
        return true;
      },
    },
  });
}

const isAllowed = (transaction: Transaction): boolean =>
  transaction.getMeta(key) !== undefined || transaction.getMeta(ySyncPluginKey)?.isChangeOrigin === true;

function joinSteps(before: Node, transactions: readonly Transaction[]): Transform {
  const [only] = transactions;
  if (transactions.length === 1 && only !== undefined) return only;
  const joined = new Transform(before);
  for (const { steps } of transactions) for (const step of steps) joined.step(step);
  return joined;
}

/** Puts unknown formats back on words that are still there; false where they cannot be, as inside code. */
function restoreMarks(change: Transform, repaired: Transform, isForeignMark: (type: MarkType) => boolean): boolean {
  const { steps, docs, mapping } = change;
  return steps.every((step, index) => {
    if (step instanceof AddMarkStep) return !drivesOut(step, docs[index], isForeignMark);
    if (!(step instanceof RemoveMarkStep) || !isForeignMark(step.mark.type)) return true;
    const rest = mapping.slice(index + 1);
    const from = rest.map(step.from, 1);
    const to = Math.max(from, rest.map(step.to, -1));
    repaired.addMark(from, to, step.mark);
    return everyText(repaired.doc, from, to, ({ marks }) => step.mark.isInSet(marks));
  });
}

/** Whether a format takes an unknown one away where it is put, as code does with every other. */
const drivesOut = (
  { from, to, mark }: AddMarkStep,
  doc: Node | undefined,
  isForeignMark: (type: MarkType) => boolean,
) =>
  doc !== undefined &&
  !everyText(doc, from, to, ({ marks }) => !marks.some(({ type }) => isForeignMark(type) && mark.type.excludes(type)));

function everyText(doc: Node, from: number, to: number, holds: (text: Node) => boolean): boolean {
  let isTrue = true;
  doc.nodesBetween(from, to, (node) => {
    if (node.isText && !holds(node)) isTrue = false;
  });
  return isTrue;
}

/** Puts back, whole and where they were, the top-level blocks with unknown parts whose both ends were deleted. */
function restoreBlocks(before: Node, { mapping }: Transform, repaired: Transform, isAnchor: IsAnchor): void {
  const lost: { node: Node; position: number }[] = [];
  before.forEach((node, position) => {
    if (!isAnchor(node)) return;
    const start = mapping.mapResult(position, 1);
    const end = mapping.mapResult(position + node.nodeSize, -1);
    if (start.deletedAfter && end.deletedBefore) lost.push({ node, position: start.pos });
  });
  for (const { node, position } of lost.reverse()) {
    const $position = repaired.doc.resolve(repaired.mapping.map(position, -1));
    repaired.insert($position.depth === 0 ? $position.pos : $position.after(1), node);
  }
}

/** What is pasted or dropped here never brings a second unknown part: the first one stays where it is. */
function withoutForeign(fragment: Fragment, isForeign: IsAnchor): Fragment {
  const kept = fragment.content.flatMap((node) => {
    if (isForeign(node)) return [];
    if (node.isText || node.childCount === 0) return [node];
    const content = withoutForeign(node.content, isForeign);
    return content.childCount === 0 ? [] : [node.copy(content)];
  });
  return Fragment.fromArray(kept);
}

/** The position of an unknown part that the caret touches, in the direction of deletion. */
function foreignBeside({ selection }: EditorState, isBackward: boolean, isForeign: IsAnchor): number | undefined {
  const { $from, empty } = selection;
  if (!empty) return undefined;
  const inline = isBackward ? $from.nodeBefore : $from.nodeAfter;
  if (inline !== null) return isForeign(inline) ? $from.pos - (isBackward ? inline.nodeSize : 0) : undefined;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const index = $from.index(depth - 1) + (isBackward ? -1 : 1);
    const parent = $from.node(depth - 1);
    if (index < 0 || index >= parent.childCount) continue;
    const position = isBackward ? $from.before(depth) - parent.child(index).nodeSize : $from.after(depth);
    return isForeign(parent.child(index)) ? position : undefined;
  }
  return undefined;
}
