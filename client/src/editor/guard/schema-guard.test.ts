import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { noForeignContent } from './foreign-content.ts';
import { createSchemaGuard } from './schema-guard.ts';

type Child = Y.XmlElement | Y.XmlText;

const words = (text: string, marks: Record<string, unknown> = {}) => {
  const made = new Y.XmlText();
  made.insert(0, text, marks);
  return made;
};
const element = (name: string, ...children: Child[]) => {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
};
const withAttributes = (made: Y.XmlElement, attributes: Record<string, unknown>) => {
  // Yjs says strings and stores anything.
  for (const [name, value] of Object.entries(attributes)) Reflect.apply(made.setAttribute, made, [name, value]);
  return made;
};
const paragraph = (...children: Child[]) =>
  element('paragraph', ...(children.length === 0 ? [words('text')] : children));

function documentWith(...blocks: (Y.XmlElement | Y.XmlText)[]): Y.Doc {
  const doc = new Y.Doc();
  doc.getXmlFragment('content').insert(0, blocks);
  return doc;
}

const assess = (...blocks: (Y.XmlElement | Y.XmlText)[]) => createSchemaGuard(documentWith(...blocks)).assess();

describe('looking through a document', () => {
  it('[G1] what the editor itself writes is known, in the form of any client', () => {
    expect(
      assess(
        paragraph(words('bold', { bold: {}, 'link--AbCdEf12': { href: 'https://example.org' } })),
        paragraph(words('stock', { italic: true })),
        element('bulletList', element('listItem', paragraph())),
        element('blockquote', paragraph()),
        element('horizontalRule'),
      ),
    ).toEqual({ name: 'ready', foreign: noForeignContent });
    expect(assess()).toEqual({ name: 'ready', foreign: noForeignContent });
  });

  it('[G1] unknown parts are described by what is seen of them, and nothing is written', () => {
    const doc = documentWith(
      withAttributes(element('panel', paragraph(), element('seal')), { kind: 'info' }),
      element('panel'),
      element('blockquote', element('verse', words('rose'), element('hardBreak'))),
      paragraph(words('a '), withAttributes(element('mention'), { person: 'ana' })),
      withAttributes(paragraph(words('word', { sparkle: { colour: 'gold' }, 'remark--AbCdEf12': { by: 'x' } })), {
        mood: 'calm',
      }),
      paragraph(words('heavy', { bold: { weight: 900 } })),
    );
    const before = Y.encodeStateAsUpdate(doc);
    const verdict = createSchemaGuard(doc).assess();
    expect(verdict).toMatchObject({ name: 'ready' });
    if (verdict.name !== 'ready') return;
    const { nodes, marks, attributes } = verdict.foreign;
    expect(Object.fromEntries([...nodes].map(([name, { isInline, holds }]) => [name, [isInline, holds]]))).toEqual({
      panel: [false, 'blocks'],
      seal: [false, 'nothing'],
      verse: [false, 'text'],
      mention: [true, 'nothing'],
    });
    expect([...marks].map(([name, { isOverlapping }]) => [name, isOverlapping])).toEqual([
      ['sparkle', false],
      ['remark', true],
    ]);
    expect(Object.fromEntries([...attributes].map(([owner, names]) => [owner, [...names]]))).toEqual({
      paragraph: ['mood'],
      bold: ['weight'],
    });
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it.each<[string, () => Child]>([
    ['nesting:bulletList', () => element('bulletList', paragraph())],
    ['nesting:listItem', () => element('listItem', paragraph())],
    ['nesting:bulletList', () => element('bulletList', element('fancyItem', paragraph()))],
    ['nesting:codeBlock', () => element('codeBlock', words('code', { sparkle: {} }))],
    ['nesting:paragraph', () => paragraph(words('code', { code: {}, sparkle: {} }))],
    ['nesting:text', () => words('loose')],
    ['node:panel', () => element('blockquote', element('panel', words('text')), element('panel', paragraph()))],
    ['node:panel', () => element('panel', words('text'), paragraph())],
    ['node:panel', () => element('blockquote', element('panel'), paragraph(element('panel'), words('x')))],
    ['node:panel', () => element('panel', words('a'), words('b'))],
    ['node:panel', () => withAttributes(element('panel'), { kind: null })],
    ['node:not a name', () => element('not a name')],
    ['node:bold', () => element('bold')],
    ['node:collaboration', () => element('collaboration')],
    ['mark:paragraph', () => paragraph(words('x', { paragraph: {} }))],
    ['mark:sparkle', () => paragraph(words('x', { sparkle: 'gold' }))],
    ['mark:link', () => paragraph(words('x', { link: 'https://example.org' }))],
    ['attribute:link.title', () => paragraph(words('x', { link: { title: { toString: 'x' } } }))],
    ['attribute:heading.level', () => withAttributes(element('heading'), { level: { toString: 1 } })],
    [
      'mark:remark',
      () =>
        paragraph(
          words('x', { 'remark--AbCdEf12': { by: 1 } }),
          element('hardBreak'),
          words('y', { 'remark--12345678': { on: 1 } }),
        ),
    ],
    ['attribute:paragraph.ychange', () => withAttributes(paragraph(), { ychange: 'x' })],
    ['attribute:paragraph.deep', () => withAttributes(paragraph(), { deep: new Y.Map() })],
  ])('[G4] %s is beyond placeholders: nothing may be mounted', (found, block) => {
    const verdict = assess(paragraph(), block());
    expect(verdict).toMatchObject({ name: 'update-needed', reason: 'content' });
    expect(verdict.name === 'update-needed' && verdict.unknown).toContain(found);
  });

  it('[G4] an embedded object in the text is beyond placeholders', () => {
    const text = words('x');
    const doc = documentWith(paragraph(text));
    text.insertEmbed(1, { image: 'x' });
    expect(createSchemaGuard(doc).assess()).toMatchObject({ name: 'update-needed', unknown: ['node:embed'] });
  });

  it('[G4] thousands of made-up names are harm, not a newer version', () => {
    expect(assess(...Array.from({ length: 400 }, (_, index) => element(`made${index}`)))).toMatchObject({
      name: 'update-needed',
    });
  });

  it('[G5] a list that two people emptied between them is no other version’s', () => {
    expect(assess(element('bulletList'), element('blockquote', element('bulletList', element('listItem'))))).toEqual({
      name: 'ready',
      foreign: noForeignContent,
    });
    expect(
      assess(element('bulletList', element('listItem', element('bulletList', element('listItem', paragraph()))))).name,
    ).toBe('update-needed');
    expect(assess(withAttributes(element('bulletList'), { mood: 'calm' })).name).toBe('update-needed');
  });
});

describe('watching what arrives', () => {
  /** Another device of the same document; `deliver` brings what it wrote, and gives what the guard said. */
  function twoDevices(...blocks: Y.XmlElement[]) {
    const mine = documentWith(...blocks);
    const guard = createSchemaGuard(mine);
    const first = guard.assess();
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    const said: ReturnType<typeof guard.review>[] = [];
    mine.on('beforeObserverCalls', (transaction: Y.Transaction) => said.push(guard.review(transaction)));
    const deliver = () => {
      said.length = 0;
      Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(mine)), 'network');
      return said.filter((verdict) => verdict !== undefined);
    };
    return { mine, guard, first, theirs, content: theirs.getXmlFragment('content'), deliver };
  }

  it('[G2] says nothing of what the mounted editor knows, and gives other placeholders for what it does not', () => {
    const { content, deliver, first } = twoDevices(paragraph(), element('seal'));
    content.insert(1, [paragraph(words('known'))]);
    expect(deliver()).toEqual([]);
    content.insert(1, [element('seal')]);
    expect(deliver()).toEqual([]);

    const text = (content.get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.format(0, 2, { sparkle: { colour: 'gold' } });
    const [withMark] = deliver();
    expect(withMark).toMatchObject({ name: 'ready' });
    expect(withMark).not.toEqual(first);

    (content.get(0) as Y.XmlElement).setAttribute('mood', 'calm');
    expect(deliver()).toMatchObject([
      { name: 'ready', foreign: { attributes: new Map([['paragraph', new Set(['mood'])]]) } },
    ]);

    // The same kind of part, of a form not seen before.
    content.insert(0, [element('seal', paragraph(words('now a box')))]);
    expect(deliver()).toMatchObject([{ name: 'ready' }]);
    content.insert(0, [element('seal', paragraph(words('another box')))]);
    expect(deliver()).toEqual([]);
  });

  it('[G2] freezes on a nesting that no placeholder stands for, and thaws when it is gone', () => {
    const { content, deliver } = twoDevices(paragraph());
    content.insert(0, [element('bulletList', paragraph())]);
    expect(deliver()).toMatchObject([{ name: 'update-needed', reason: 'content', unknown: ['nesting:bulletList'] }]);
    content.insert(0, [paragraph()]);
    expect(deliver()).toMatchObject([{ name: 'update-needed' }]);
    content.delete(1, 1);
    expect(deliver()).toMatchObject([{ name: 'ready' }]);
  });

  it('[G2] never forgets a part in a session: undoing may bring it back', () => {
    const { mine, guard, content, deliver } = twoDevices(paragraph(), element('seal'));
    content.delete(1, 1);
    expect(deliver()).toEqual([]);
    content.insert(0, [element('panel', paragraph())]);
    const [verdict] = deliver();
    expect(verdict?.name === 'ready' && [...verdict.foreign.nodes.keys()]).toEqual(['seal', 'panel']);
    expect(guard.assess()).toBe(verdict);
    expect(mine.getXmlFragment('content').length).toBe(2);
  });

  it('[G6] freezes when a newer program says that only newer ones may write, or read', () => {
    const { theirs, deliver } = twoDevices(paragraph());
    theirs.getMap('meta').set('schema', { version: 99, minReader: 1, minWriter: 99 });
    expect(deliver()).toMatchObject([{ name: 'update-needed', reason: 'writer', unknown: ['minWriter:99'] }]);
    theirs.getMap('meta').set('schema', { version: 99, minReader: 99, minWriter: 99 });
    expect(deliver()).toMatchObject([{ name: 'update-needed', reason: 'reader' }]);
    theirs.getMap('meta').set('schema', { version: 99, minReader: 1, minWriter: 1 });
    expect(deliver()).toMatchObject([{ name: 'ready' }]);
  });
});
