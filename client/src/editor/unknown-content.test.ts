import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { findUnknownContent, findUnknownInTransaction } from './unknown-content.ts';

const paragraph = (text: string, marks: Record<string, object> = {}) => {
  const element = new Y.XmlElement('paragraph');
  const content = new Y.XmlText();
  content.insert(0, text, marks);
  element.insert(0, [content]);
  return element;
};

const nested = (...names: string[]): Y.XmlElement => {
  const [name = 'paragraph', ...inner] = names;
  if (inner.length === 0) return name === 'paragraph' ? paragraph('text') : new Y.XmlElement(name);
  const element = new Y.XmlElement(name);
  element.insert(0, [nested(...inner)]);
  return element;
};

function documentWith(...blocks: Y.XmlElement[]): Y.XmlFragment {
  const content = new Y.Doc().getXmlFragment('content');
  content.insert(0, blocks);
  return content;
}

const withAttribute = (element: Y.XmlElement, name: string, value: string) => {
  element.setAttribute(name, value);
  return element;
};

describe('content that this version does not know', () => {
  it('[G1] what the editor itself writes is known', () => {
    const content = documentWith(
      paragraph('bold', { bold: {}, 'link--AbCdEf12': { href: 'https://example.org' } }),
      nested('bulletList', 'listItem', 'paragraph'),
      nested('blockquote', 'paragraph'),
      nested('horizontalRule'),
    );
    expect(findUnknownContent(content)).toEqual([]);
    expect(findUnknownContent(documentWith())).toEqual([]);
  });

  it.each([
    ['node:hologram', () => nested('hologram', 'paragraph')],
    ['node:hologram', () => nested('blockquote', 'hologram')],
    ['mark:sparkle', () => paragraph('word', { sparkle: {} })],
    ['attribute:paragraph.mood', () => withAttribute(paragraph('word'), 'mood', 'calm')],
    ['attribute:bold.weight', () => paragraph('word', { bold: { weight: 900 } })],
    ['nesting:bulletList', () => nested('bulletList', 'paragraph')],
    ['nesting:listItem', () => nested('listItem', 'paragraph')],
  ])('[G1] %s is found before an editor could delete it', (found, block) => {
    expect(findUnknownContent(documentWith(paragraph('before'), block()))).toEqual([found]);
  });

  it('[G2] it is found in the change that brings it, and looking changes nothing', () => {
    const mine = documentWith(paragraph('mine'));
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine.doc as Y.Doc));
    const seen: string[][] = [];
    mine.doc?.on('beforeObserverCalls', (transaction: Y.Transaction) => {
      seen.push(findUnknownInTransaction(mine, transaction));
    });
    const deliver = () => {
      const before = Y.encodeStateVector(mine.doc as Y.Doc);
      Y.applyUpdate(mine.doc as Y.Doc, Y.encodeStateAsUpdate(theirs, before));
    };
    const content = theirs.getXmlFragment('content');
    content.insert(1, [paragraph('known')]);
    deliver();
    ((content.get(0) as Y.XmlElement).get(0) as Y.XmlText).format(0, 2, { sparkle: {} });
    deliver();
    content.insert(0, [nested('hologram')]);
    deliver();
    // Yjs tidies formats in a transaction of its own, so one delivery may be looked at twice.
    expect(seen[0]).toEqual([]);
    expect(seen.filter((found) => found.length > 0)).toEqual([['mark:sparkle'], ['node:hologram']]);
    expect(mine.toJSON()).toBe(content.toJSON());
  });
});
