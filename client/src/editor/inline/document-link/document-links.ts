import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { type Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { toLocalChange } from '../../block-ids/local-change.ts';
import { createAsOne } from '../as-one.ts';
import { type LinkSpan, linkAtCaret, linkSpansOf, namedSpansOf } from './link-spans.ts';
import type { OtherDocuments } from './other-documents.ts';
import { pasteAddress } from './paste-address.ts';
import { drawLink, type LinkWords, type ShownLink, showLink } from './shown-link.ts';
import './document-link.css';

export interface DocumentLinksOptions {
  readonly documents: OtherDocuments;
  readonly words: LinkWords;
}

const key = new PluginKey<DecorationSet>('documentLinks');

/**
 * Links to other documents: shown under the title that the document has now, one thing for the caret, opened in place.
 *
 * In the document they are ordinary links, with the title of the day they were made as their words and as the link's
 * `title`. Nothing else merges as well, and everybody can read them (docs/decisions/0009).
 */
export function createDocumentLinks({ documents, words }: DocumentLinksOptions) {
  const shown = createShownLinks(documents, words);
  return Extension.create({
    name: 'documentLinks',
    addKeyboardShortcuts: () => ({
      'Alt-Enter': ({ editor }) => {
        const link = linkAtCaret(editor.state);
        if (link !== undefined) documents.open(link.id);
        return link !== undefined;
      },
    }),
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin({
          key,
          state: {
            init: (_config, { doc }) => shown.draw(doc),
            apply: (transaction, links, _before, { doc }) =>
              transaction.getMeta(key) === true ? shown.draw(doc) : shown.redraw(links, transaction, doc),
          },
          view: (view) => {
            const unsubscribe = documents.subscribe(() => {
              if (!view.isDestroyed && shown.isOutdated()) view.dispatch(view.state.tr.setMeta(key, true));
            });
            return { destroy: unsubscribe };
          },
          props: {
            decorations: (state) => key.getState(state),
            handleDOMEvents: { click: (view, event) => openClicked(view, event, documents) },
            handlePaste: (_view, event, slice) => pasteAddress(editor, event, slice, documents),
          },
        }),
        createAsOne(namedSpansOf),
      ];
    },
  });
}

/** Draws the links of a text, and knows whether what it said of their documents is still so. */
function createShownLinks(documents: OtherDocuments, words: LinkWords) {
  /** One of each, however often a document is linked to. */
  const saidByAddress = new Map<string, { readonly span: LinkSpan; readonly shown: ShownLink | undefined }>();

  const drawBlock = (block: Node, position: number): Decoration[] =>
    linkSpansOf(block).flatMap((span) => {
      const said = showLink(span, documents, words);
      saidByAddress.set(`${span.address} ${span.isNamed} ${span.words}`, { span, shown: said });
      return said === undefined ? [] : drawLink(span, said, position + 1);
    });

  function draw(doc: Node): DecorationSet {
    saidByAddress.clear();
    const links: Decoration[] = [];
    doc.descendants((node, position) => {
      if (node.isTextblock) links.push(...drawBlock(node, position));
      return !node.isTextblock;
    });
    return DecorationSet.create(doc, links);
  }

  /** Looks at the blocks that changed only: a key must not cost more in a text with a thousand links. */
  function redraw(links: DecorationSet, transaction: Transaction, doc: Node): DecorationSet {
    if (!transaction.docChanged) return links;
    const change = toLocalChange([transaction]);
    if (change === undefined) return draw(doc);
    let redrawn = links.map(transaction.mapping, doc);
    doc.nodesBetween(change.range.from, Math.min(change.range.to, doc.content.size), (node, position) => {
      if (!node.isTextblock) return true;
      const old = redrawn.find(position, position + node.nodeSize);
      const drawn = drawBlock(node, position);
      if (old.length + drawn.length > 0) redrawn = redrawn.remove(old).add(doc, drawn);
      return false;
    });
    return redrawn;
  }

  const isOutdated = () =>
    [...saidByAddress.values()].some(({ span, shown }) => {
      const now = showLink(span, documents, words);
      return now?.title !== shown?.title || now?.note !== shown?.note || (now === undefined) !== (shown === undefined);
    });
  return { draw, redraw, isOutdated };
}

/** With Control or Command in a window of its own, as the browser would. */
function openClicked(view: EditorView, event: MouseEvent, documents: OtherDocuments): boolean {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (event.button !== 0 || event.shiftKey || link === null || !view.dom.contains(link)) return false;
  // The end of a selection that was drawn over a link is no click on it.
  if (view.editable && !view.state.selection.empty) return false;
  const span = spanAround(view.state, view.posAtDOM(link, 0));
  if (span === undefined || link.querySelector('.document-link') === null) return false;
  event.preventDefault();
  if (event.ctrlKey || event.metaKey) window.open(documents.addressOf(span.id), '_blank', 'noopener');
  else documents.open(span.id);
  return true;
}

function spanAround({ doc }: EditorState, position: number): LinkSpan | undefined {
  const $position = doc.resolve(position);
  const { parentOffset } = $position;
  return linkSpansOf($position.parent).find(({ from, to }) => from <= parentOffset && parentOffset < to);
}
