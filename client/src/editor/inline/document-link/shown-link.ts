import { Decoration } from '@tiptap/pm/view';
import { isOfThisSite } from './document-address.ts';
import type { LinkSpan } from './link-spans.ts';
import type { OtherDocuments } from './other-documents.ts';

/** What is said around a link. */
export interface LinkWords {
  readonly absent: string;
  readonly trashed: string;
}

/** How a link is shown: nothing that follows is ever written into the text. */
export interface ShownLink {
  /** In place of the link's words; `undefined` where these are shown. */
  readonly title: string | undefined;
  /** Why it may not open as expected. */
  readonly note: string | undefined;
}

/** What a title may take of a line; it comes from anybody. */
const longestTitle = 120;

/** `undefined` for a link to a document of another site that is not on this device: an ordinary link. */
export function showLink(span: LinkSpan, documents: OtherDocuments, words: LinkWords): ShownLink | undefined {
  const found = documents.find(span.id);
  if (found === 'unknown' || found === 'absent')
    return isOfThisSite(span.address)
      ? { title: undefined, note: found === 'absent' ? words.absent : undefined }
      : undefined;
  const title = shortTitle(found.title) || documents.untitled;
  return {
    title: span.isNamed && title !== span.words ? title : undefined,
    note: found.isTrashed ? words.trashed : undefined,
  };
}

/** A title on one line, cut between characters. */
export function shortTitle(title: string): string {
  // Many more units than characters are wanted, and far fewer than somebody may have written.
  const characters = [
    ...title
      .slice(0, longestTitle * 8)
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ];
  return characters.length <= longestTitle ? characters.join('') : `${characters.slice(0, longestTitle).join('')}…`;
}

/**
 * Draws a link. A title that is not the words stands beside them, and they are hidden: replacing them in the text would
 * write into it by looking, on every device at once. `start` is where the block's content starts.
 */
export function drawLink(span: LinkSpan, shown: ShownLink, start: number): Decoration[] {
  const from = start + span.from;
  const to = start + span.to;
  const { title, note } = shown;
  if (title === undefined)
    return [Decoration.inline(from, to, { class: 'document-link', ...(note && { 'data-note': note }) })];
  return [
    Decoration.inline(from, to, { class: 'document-link__words' }),
    Decoration.widget(to, () => drawTitle(title, note), {
      side: -1,
      marks: [span.mark],
      key: `${span.id} ${note ?? ''} ${title}`,
      ignoreSelection: true,
    }),
  ];
}

function drawTitle(title: string, note: string | undefined): HTMLElement {
  const element = document.createElement('span');
  element.className = 'document-link';
  element.textContent = title;
  if (note !== undefined) element.dataset['note'] = note;
  return element;
}
