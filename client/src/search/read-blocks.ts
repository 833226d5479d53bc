import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import * as Y from 'yjs';
import { blockIdOf } from '../editor/block-ids/block-id.ts';
import type { StoredBlock, StoredLink } from '../storage/search-store.ts';
import { guessLanguage } from './guess-language.ts';

/** More than a thousand pages. What comes after it is not found, and memory stays bounded whatever a document holds. */
const charactersRead = 4_000_000;

/**
 * The words of a document, block by block, in its order. Knows no schema: text is text whatever block it stands in, and
 * a link is one whatever mark or attribute holds it. Reads only, without recursion, so that no depth can end it. `language`:
 * what the document says of itself, BCP 47.
 */
export function readBlocks(content: Y.XmlFragment, language: string): StoredBlock[] {
  const blocks: StoredBlock[] = [];
  let charactersLeft = charactersRead;
  const waiting: unknown[] = content.toArray().toReversed();
  while (waiting.length > 0 && charactersLeft > 0) {
    const node = waiting.pop();
    if (!(node instanceof Y.XmlElement) && !(node instanceof Y.XmlText)) continue;
    const children: readonly unknown[] = node instanceof Y.XmlElement ? node.toArray() : [];
    // A block is what holds text itself; loose text, which no program of ours writes, stands for its own.
    if (node instanceof Y.XmlElement && !children.some((child) => child instanceof Y.XmlText)) {
      waiting.push(...children.toReversed());
      if (children.length > 0 || linkedDocuments(node.getAttributes()).length === 0) continue;
    }
    const line = readLine(node);
    const text = line.text.slice(0, charactersLeft);
    charactersLeft -= text.length;
    if (text.trim() === '' && line.links.length === 0) continue;
    const id = node instanceof Y.XmlElement ? blockIdOf(node) : '';
    blocks.push({ id, text, language: guessLanguage(text) ?? language, links: line.links });
  }
  return blocks;
}

interface Line {
  readonly text: string;
  readonly links: readonly StoredLink[];
}

/** Everything within one block that holds text: its words, and those of the elements that stand among them. */
function readLine(block: Y.XmlElement | Y.XmlText): Line {
  let text = '';
  const links: StoredLink[] = [];
  const add = (words: string, holder: Readonly<Record<string, unknown>>) => {
    const start = text.length;
    text += words;
    for (const to of linkedDocuments(holder)) joinLink(links, { to, start, end: text.length });
  };
  const waiting: unknown[] = [block];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (node instanceof Y.XmlText) {
      const delta: readonly { readonly insert?: unknown; readonly attributes?: Record<string, unknown> }[] =
        node.toDelta();
      for (const { insert, attributes = {} } of delta) if (typeof insert === 'string') add(insert, attributes);
    } else if (node instanceof Y.XmlElement) {
      const children: readonly unknown[] = node.toArray();
      if (children.length === 0) add(wordsOfLeaf(node), node.getAttributes());
      waiting.push(...children.toReversed());
    }
  }
  return { text, links };
}

/** What stands on the paper for an element without text: a line break, or the title that a link to a document carries. */
function wordsOfLeaf(leaf: Y.XmlElement): string {
  if (leaf.nodeName === 'hardBreak') return '\n';
  const title: unknown = leaf.getAttribute('title');
  return typeof title === 'string' ? title : '';
}

/** One link may be written in pieces, of which one is bold. */
function joinLink(links: StoredLink[], link: StoredLink): void {
  const last = links.at(-1);
  if (last?.to === link.to && last.end === link.start) links[links.length - 1] = { ...last, end: link.end };
  else links.push(link);
}

/** The documents that a mark's or an element's attributes lead to. */
function linkedDocuments(attributes: Readonly<Record<string, unknown>>): DocumentId[] {
  const found = new Set<DocumentId>();
  for (const [name, value] of Object.entries(attributes)) {
    // A mark is a record of attributes under its name; an element has them at once.
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [[name, value] as const];
    for (const [key, address] of entries) {
      if (typeof address !== 'string') continue;
      const id = key === 'documentId' && isDocumentId(address) ? address : parseDocumentAddress(address);
      if (id !== undefined) found.add(id);
    }
  }
  return [...found];
}

/**
 * The document that an address leads to, on whatever site it was written: the same document may have come here in a file,
 * or the server may have another name today.
 */
function parseDocumentAddress(address: string): DocumentId | undefined {
  if (!address.includes('/d/') || !URL.canParse(address)) return undefined;
  const { protocol, pathname } = new URL(address);
  const id = /^\/d\/([^/]+)\/?$/.exec(pathname)?.[1];
  return /^https?:$/.test(protocol) && id !== undefined && isDocumentId(id) ? id : undefined;
}
