import type { DocumentId } from '@ecritoire/shared';
import type { Mark, Node } from '@tiptap/pm/model';
import { documentIdOfAddress } from './document-address.ts';

/** A link to a document in the text of one block. */
export interface LinkSpan {
  /** Counted from the start of the block's content. */
  readonly from: number;
  readonly to: number;
  readonly mark: Mark;
  readonly id: DocumentId;
  readonly address: string;
  readonly words: string;
  /**
   * Whether the words are only there for the title: they are the title that the document had when the link was made, or
   * the bare address. Words that somebody chose are left as they are.
   */
  readonly isNamed: boolean;
}

const spansByBlock = new WeakMap<Node, readonly LinkSpan[]>();
const noSpans: readonly LinkSpan[] = [];

/** The links to documents in a block of text, in order. Read once for each state of the block. */
export function linkSpansOf(block: Node): readonly LinkSpan[] {
  if (!block.isTextblock) return noSpans;
  const known = spansByBlock.get(block);
  if (known !== undefined) return known;
  const spans = readSpans(block);
  spansByBlock.set(block, spans);
  return spans;
}

function readSpans(block: Node): readonly LinkSpan[] {
  const runs: { from: number; to: number; mark: Mark; words: string }[] = [];
  block.forEach((child, offset) => {
    const mark = child.marks.find(({ type }) => type.name === 'link');
    if (mark === undefined) return;
    const last = runs.at(-1);
    const words = child.text ?? '';
    // One link, of which a part may be bold.
    if (last !== undefined && last.to === offset && last.mark.eq(mark)) {
      last.to += child.nodeSize;
      last.words += words;
    } else runs.push({ from: offset, to: offset + child.nodeSize, mark, words });
  });
  const spans = runs.flatMap((run) => {
    const { href, title } = run.mark.attrs;
    const id = documentIdOfAddress(href);
    return id === undefined
      ? []
      : [{ ...run, id, address: String(href), isNamed: run.words === title || run.words === href }];
  });
  return spans.length === 0 ? noSpans : spans;
}
