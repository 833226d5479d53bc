import * as Y from 'yjs';
import { isBlockId, newBlockId } from '../editor/block-ids/block-id.ts';
import { raiseStampTo, readStamp } from '../editor/guard/schema-stamp.ts';

/**
 * Writes what one document holds into a new one, as fresh content under a title: parts that this version does not know
 * too, and every block with a name of its own. What is waiting in the recovery tray stays where it is. Reads `source` only.
 */
export function copyContent(source: Y.Doc, target: Y.Doc, title: string): void {
  target.getText('title').insert(0, title);
  const content = source.getXmlFragment('content');
  target.getXmlFragment('content').insert(0, content.toArray().map(copyOf));
  // Whoever must not write in the one must not write in the other.
  raiseStampTo(target.getMap('meta'), readStamp(source.getMap('meta')));
}

function copyOf(node: Y.XmlElement | Y.XmlText | Y.XmlHook): Y.XmlElement | Y.XmlText {
  // The schema guard freezes a document that has one.
  if (node instanceof Y.XmlHook) throw new TypeError('An embedded object has no copy');
  if (node instanceof Y.XmlText) return withAttributes(node.clone(), node.getAttributes());
  const element = new Y.XmlElement(node.nodeName);
  element.insert(0, node.toArray().map(copyOf));
  return withAttributes(element, node.getAttributes());
}

/** Attributes keep their type: `level` is a number. Yjs's own types say text only. */
interface Attributed {
  setAttribute(name: string, value: unknown): void;
}

function withAttributes<T extends Attributed>(copy: T, attributes: Readonly<Record<string, unknown>>): T {
  for (const [name, value] of Object.entries(attributes))
    copy.setAttribute(name, name === 'id' && isBlockId(value) ? newBlockId() : value);
  return copy;
}
