import * as Y from 'yjs';
import { createRandom } from '../../../support/random.ts';

const authors = 20;
const paragraphs = 400;
const insertions = 11_500;
const phrases = [
  'Le conseil municipal adopte la délibération proposée par le maire. ',
  'La commission donne un avis favorable au projet de budget. ',
  'Vu le code général des collectivités territoriales, ',
];

/** A document of some 1.09 MB as Yjs encodes it: many authors, sentences put in everywhere. The same each time. */
export function writeLargeDocument(): Uint8Array {
  const random = createRandom(9);
  const doc = new Y.Doc();
  doc.clientID = 3_500_000_000;
  const elements = Array.from({ length: paragraphs }, () => new Y.XmlElement('paragraph'));
  doc.getXmlFragment('content').push(elements);
  const texts = elements.map((element) => {
    const text = new Y.XmlText();
    element.push([text]);
    return text;
  });
  for (let index = 0; index < insertions; index += 1) {
    doc.clientID = 3_500_000_001 + random.below(authors);
    const text = random.pick(texts);
    text.insert(random.below(text.length + 1), random.pick(phrases));
  }
  return Y.encodeStateAsUpdate(doc);
}
