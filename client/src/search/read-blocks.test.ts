import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readBlocks } from './read-blocks.ts';
import { idOf, origin, paragraph } from './test-search.ts';

function contentOf(...blocks: Y.XmlElement[]): Y.XmlFragment {
  const content = new Y.Doc().getXmlFragment('content');
  content.push(blocks);
  return content;
}

const readFrom = (content: Y.XmlFragment) => readBlocks(content, 'fr');
const read = (...blocks: Y.XmlElement[]) => readFrom(contentOf(...blocks));

const nested = (name: string, ...children: Y.XmlElement[]): Y.XmlElement => {
  const element = new Y.XmlElement(name);
  element.insert(0, children);
  return element;
};

describe('the words of a document', () => {
  it('[Q2] are read in their order from any block, known or not, with the name of the innermost one', () => {
    const item = paragraph('second');
    item.setAttribute('id', 'abcdefghij');
    const blocks = read(paragraph('first'), nested('bulletList', nested('futureItem', item)), paragraph('third'));
    expect(blocks.map(({ text }) => text)).toEqual(['first', 'second', 'third']);
    expect(blocks[1]?.id).toBe('abcdefghij');
  });

  it('[Q2] of one line stand together, with those of elements among them', () => {
    const line = paragraph('before ');
    const mention = new Y.XmlElement('futureMention');
    mention.insert(0, [new Y.XmlText('Ana')]);
    const content = contentOf(line);
    line.push([mention, new Y.XmlText(' after'), new Y.XmlElement('hardBreak'), new Y.XmlText('below')]);
    expect(readFrom(content)[0]?.text).toBe('before Ana after\nbelow');
  });

  it.each([
    ['a mark with an address', ['see', { link: { href: `${origin}/d/${idOf(1)}` } }]],
    ['a mark with more behind the address', ['see', { link: { href: `${origin}/d/${idOf(1)}?a=b#c` } }]],
    [
      'an address of another name of the site',
      ['see', { link: { href: `http://elsewhere.example.org/d/${idOf(1)}/` } }],
    ],
    ['an overlapping mark', ['see', { 'link--abcdefgh': { href: `${origin}/d/${idOf(1)}` } }]],
  ] as const)('[Q3] a link is found in %s', (_where, piece) => {
    expect(read(paragraph('please ', piece, ' this'))[0]?.links).toEqual([{ to: idOf(1), start: 7, end: 10 }]);
  });

  it('[Q3] a link is found in an element that stands for a document, with its title as its words', () => {
    const line = paragraph('please ');
    const link = new Y.XmlElement('documentLink');
    link.setAttribute('documentId', idOf(2));
    link.setAttribute('title', 'Budget');
    const content = contentOf(line);
    line.push([link]);
    expect(readFrom(content)).toMatchObject([{ text: 'please Budget', links: [{ to: idOf(2), start: 7, end: 13 }] }]);
  });

  it('[Q3] a link in pieces is one', () => {
    const link = { href: `${origin}/d/${idOf(1)}` };
    const line = paragraph(['plain', { link }], [' bold', { link, bold: true }]);
    expect(read(line)[0]?.links).toEqual([{ to: idOf(1), start: 0, end: 10 }]);
  });

  it.each([
    `${origin}/d/short`,
    `${origin}/d/${idOf(1)}/more`,
    `${origin}/x/d/${idOf(1)}`,
    `ftp://ecritoire.example.org/d/${idOf(1)}`,
    'javascript:alert("/d/")',
    'http://[/d/',
  ])('[Q3] %s is no link to a document', (href) => {
    expect(read(paragraph(['see', { link: { href } }]))[0]?.links).toEqual([]);
  });

  it('[Q4] a document of any depth and size is read to its bound', () => {
    const content = contentOf();
    let bottom: Y.XmlFragment = content;
    content.doc?.transact(() => {
      for (let depth = 0; depth < 3_000; depth += 1) {
        const quote = new Y.XmlElement('blockquote');
        bottom.insert(0, [quote]);
        bottom = quote;
      }
      bottom.insert(0, [paragraph('bottom')]);
    });
    expect(readFrom(content).map(({ text }) => text)).toEqual(['bottom']);
    const many = read(...Array.from({ length: 5 }, () => paragraph('x'.repeat(900_000))));
    expect(many.reduce((sum, { text }) => sum + text.length, 0)).toBe(4_000_000);
  });

  it('[Q4] odd values are passed over', () => {
    const line = paragraph(['see', { link: null, other: 3, more: { href: 7, documentId: {} } }]);
    const content = contentOf(line);
    const text = line.get(0);
    if (text instanceof Y.XmlText) text.insertEmbed(0, { image: 'x' });
    expect(readFrom(content)).toMatchObject([{ text: 'see', links: [] }]);
  });
});
