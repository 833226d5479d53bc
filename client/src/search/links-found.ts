import type { DocumentId } from '@ecritoire/shared';
import type { StoredText } from '../storage/search-store.ts';
import { passageAround } from './passage.ts';
import type { LinkFound } from './search.ts';

/** Of each of the texts the first link to the document, in its sentence. A link to itself is none. */
export function findLinks(texts: readonly StoredText[], to: DocumentId): LinkFound[] {
  return texts.flatMap(({ id, blocks }) => {
    const block = blocks.find(({ links }) => links.some((link) => link.to === to));
    if (id === to || block === undefined) return [];
    const ranges = block.links.filter((link) => link.to === to);
    return [{ from: id, passage: passageAround(block.id, block.text, ranges) }];
  });
}
