// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { copyOf, destroyEditors, exchange, mountEditor, page } from '../../block-ids/test-editor.ts';
import { codeLanguages, toCodeLanguage } from './code-languages.ts';
import { tokenizeCode } from './tokenize-code.ts';

afterEach(destroyEditors);

function open(language: string | null, words: string) {
  const doc = new Y.Doc();
  const editor = mountEditor(doc);
  editor.commands.setContent(
    page({ type: 'codeBlock', attrs: { language }, content: [{ type: 'text', text: words }] }),
  );
  const choice = editor.view.dom.querySelector('select');
  if (choice === null) throw new Error('A code block has a choice of languages');
  return { doc, editor, choice };
}

const choose = (choice: HTMLSelectElement, value: string) => {
  choice.value = value;
  choice.dispatchEvent(new Event('change'));
};

describe('a code block', () => {
  it('[EDIT-HOSTILE] in a language of several words wears none of them as a class, copied or drawn', () => {
    const { editor } = open('js callout foreign', 'let x');
    expect(editor.getHTML()).toContain('<code>let x</code>');
    expect(editor.view.dom.querySelector('.callout, .foreign')).toBeNull();
    expect(open('js', 'let x').editor.getHTML()).toContain('<code class="language-js">');
  });

  it('[EDIT-CODE] is given a language from a list; what somebody else types meanwhile stays where it is', () => {
    const { doc, editor, choice } = open(null, 'let x');
    const other = copyOf(doc);
    const bob = mountEditor(other);
    bob.view.dispatch(bob.state.tr.insertText(' = 1', 6));
    choose(choice, 'typescript');
    exchange(doc, other);
    expect(editor.state.doc.firstChild?.attrs['language']).toBe('typescript');
    expect(editor.state.doc.toString()).toBe('doc(codeBlock("let x = 1"))');
    expect(editor.view.dom.querySelector('code')?.className).toBe('language-typescript');
    choose(choice, '');
    expect(editor.state.doc.firstChild?.attrs['language']).toBeNull();
  });

  it('[EDIT-CODE] shows the language behind a short name, and one that it does not know by its own, and writes neither', () => {
    for (const [written, shown] of [
      ['ts', 'TypeScript'],
      ['klingon', 'klingon'],
      ['toString', 'toString'],
    ] as const) {
      const { editor, choice } = open(written, 'x');
      expect(choice.selectedOptions[0]?.label).toBe(shown);
      expect(editor.view.dom.textContent).toBe('x');
      expect(editor.state.doc.firstChild?.attrs['language']).toBe(written);
    }
  });

  it('[EDIT-HOSTILE] gives its words one class at most, whatever is written as its language', () => {
    const { editor } = open('x foreign"><script>', 'x');
    expect(editor.view.dom.querySelector('code')?.className).toBe('');
    expect(editor.view.dom.querySelector('script')).toBeNull();
  });
});

describe('the colours of code', () => {
  it('[EDIT-CODE] are known for every language of the list', () => {
    for (const language of codeLanguages.keys())
      expect(
        tokenizeCode(language, '"a" 1 # // -- key: value <b c="d"> + if while\n+ x\n- y\n[d]'),
        language,
      ).not.toEqual([]);
    for (const name of ['js', 'py', 'c++', 'sh', 'yml']) expect(codeLanguages.has(toCodeLanguage(name))).toBe(true);
  });

  it('[EDIT-CODE] are where the words are, in their order, none over another', () => {
    const code = 'const fence = "a"; // why\nreturn 12;';
    const tokens = tokenizeCode('ts', code);
    expect(tokens.map(({ from, to, color }) => `${color} ${code.slice(from, to)}`)).toEqual([
      'keyword const',
      'string "a"',
      'comment // why',
      'keyword return',
      'number 12',
    ]);
  });

  it('[EDIT-CODE] of a language that is not known are none', () => {
    for (const language of ['klingon', '', 'toString', '__proto__'])
      expect(tokenizeCode(language, 'if (x)')).toEqual([]);
  });
});
