import type { DocumentId } from '@ecritoire/shared';
import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { readSpans, type Span } from '../as-one.ts';
import { documentIdOfAddress } from './document-address.ts';

/** A link to a document in the text of one block. */
export interface LinkSpan extends Span {
  readonly id: DocumentId;
  readonly address: string;
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
  const spans = readLinks(block);
  spansByBlock.set(block, spans);
  return spans;
}

function readLinks(block: Node): readonly LinkSpan[] {
  const spans = readSpans(block, 'link').flatMap((span) => {
    const { href, title } = span.mark.attrs;
    const id = documentIdOfAddress(href);
    return id === undefined
      ? []
      : [{ ...span, id, address: String(href), isNamed: span.words === title || span.words === href }];
  });
  return spans.length === 0 ? noSpans : spans;
}

/**
 * The links that are named by their documents, each of which is one thing: their words may be hidden, and would no longer
 * follow the title.
 */
export const namedSpansOf = (block: Node): readonly LinkSpan[] => linkSpansOf(block).filter(({ isNamed }) => isNamed);

/** The link that the caret is in or touches, or that is selected; of two, the one after it. */
export function linkAtCaret({ selection }: EditorState): LinkSpan | undefined {
  const { $from, $to } = selection;
  if (!$from.sameParent($to)) return undefined;
  const touched = linkSpansOf($from.parent).filter(
    ({ from, to }) => from <= $from.parentOffset && $to.parentOffset <= to,
  );
  return touched.at(-1);
}
