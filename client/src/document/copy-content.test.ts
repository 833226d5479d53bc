// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { listBlockIds } from '../editor/block-ids/block-id.ts';
import { readStamp, writeFirstStamp } from '../editor/guard/schema-stamp.ts';
import { copyContent } from './copy-content.ts';

function sourceDocument(): Y.Doc {
  const doc = new Y.Doc();
  const heading = new Y.XmlElement('heading');
  Reflect.apply(heading.setAttribute, heading, ['level', 2]);
  heading.setAttribute('id', 'AAAAAAAAAA');
  heading.insert(0, [new Y.XmlText('Points')]);
  const unknown = new Y.XmlElement('timeline');
  Reflect.apply(unknown.setAttribute, unknown, ['settings', { rows: [1, 2] }]);
  unknown.setAttribute('id', 'BBBBBBBBBB');
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  unknown.insert(0, [paragraph]);
  doc.getXmlFragment('content').insert(0, [heading, unknown]);
  text.applyDelta([{ insert: 'bold', attributes: { bold: {}, glow: { by: 'them' } } }, { insert: ' plain' }]);
  doc.getText('title').insert(0, 'Original');
  doc.getMap('recovered').set('1:2', { text: 'lost' });
  doc.getMap('meta').set('schema', { version: 9, minReader: 1, minWriter: 1 });
  return doc;
}

const withoutIds = (doc: Y.Doc) => JSON.stringify(contentOf(doc)).replaceAll(/"id":"[\w-]+"/g, '"id":"…"');
const contentOf = (doc: Y.Doc) => doc.getXmlFragment('content').toArray().map(outline);

function outline(node: unknown): unknown {
  if (node instanceof Y.XmlText) return node.toDelta();
  if (node instanceof Y.XmlElement)
    return { name: node.nodeName, attributes: node.getAttributes(), children: node.toArray().map(outline) };
  return 'nothing that is known here';
}

describe('a copy of a document', () => {
  it('[L10] holds every block, format and attribute, known or not, under another title', () => {
    const source = sourceDocument();
    const before = Y.encodeStateAsUpdate(source);
    const copy = new Y.Doc();
    copyContent(source, copy, 'Original (copy)');
    expect(withoutIds(copy)).toBe(withoutIds(source));
    expect(copy.getText('title').toString()).toBe('Original (copy)');
    expect(Y.encodeStateAsUpdate(source)).toEqual(before);
  });

  it('[L10] has blocks with names of their own, and none of the words that wait for somebody', () => {
    const source = sourceDocument();
    const copy = new Y.Doc();
    copyContent(source, copy, '');
    const ids = listBlockIds(copy.getXmlFragment('content'));
    expect(ids.size).toBe(3);
    expect(ids.isDisjointFrom(listBlockIds(source.getXmlFragment('content')))).toBe(true);
    expect(copy.getMap('recovered').size).toBe(0);
  });

  it('[L10] asks of other programs what the original asks, also once its maker has stamped it', () => {
    const copy = new Y.Doc();
    copyContent(sourceDocument(), copy, '');
    writeFirstStamp(copy.getMap('meta'), copy.getXmlFragment('content'));
    expect(readStamp(copy.getMap('meta')).version).toBe(9);
  });
});
