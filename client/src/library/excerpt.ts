import * as Y from 'yjs';

const excerptLength = 160;

/** The beginning of a document's text on one line, at most 160 characters; reads no further than it needs. */
export function readExcerpt(content: Y.XmlFragment): string {
  let text = '';
  for (const part of textParts(content)) {
    text += `${part} `;
    if (text.length >= excerptLength * 2) break;
  }
  const line = [...text.replaceAll(/\s+/g, ' ').trim()];
  return line.length <= excerptLength ? line.join('') : `${line.slice(0, excerptLength).join('').trimEnd()}…`;
}

function* textParts(type: Y.XmlFragment): Generator<string> {
  for (const child of type.toArray()) {
    if (child instanceof Y.XmlText) yield plainText(child);
    else if (child instanceof Y.XmlElement) yield* textParts(child);
  }
}

function plainText(text: Y.XmlText): string {
  const delta: { insert?: unknown }[] = text.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}
