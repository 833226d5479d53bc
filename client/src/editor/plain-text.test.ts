import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentToPlainText, countWords, readingMinutes } from './plain-text.ts';

const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]) => {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
};

it('[EDIT-PLAIN] gives every block a line, whatever it is, formats left out', () => {
  const content = new Y.Doc().getXmlFragment('content');
  const text = new Y.XmlText();
  content.insert(0, [
    element('heading', new Y.XmlText('Title')),
    element('paragraph', text, element('hardBreak'), new Y.XmlText('second')),
    element('bulletList', element('listItem', element('paragraph', new Y.XmlText('one')), element('paragraph'))),
    element('unknownBlock', element('paragraph', new Y.XmlText('kept'))),
  ]);
  text.insert(0, 'some ');
  text.insert(5, 'bold', { bold: {} });
  expect(contentToPlainText(content)).toBe('Title\nsome bold\nsecond\none\n\nkept');
});

it.each([
  ['Le comité s’est réuni.', 'fr', 4, 22],
  ['今日は会議です', 'ja', 4, 7],
  ['', 'en', 0, 0],
])('[EDIT-COUNT] "%s" in %s has %d words and %d characters', (text, language, words, characters) => {
  expect(countWords(text, language)).toEqual({ words, characters });
});

it.each([
  [1, 1],
  [238, 1],
  [900, 4],
])('[EDIT-COUNT] %d words take about %d minutes to read', (words, minutes) => {
  expect(readingMinutes(words)).toBe(minutes);
});
