import { common, createLowlight } from 'lowlight';
import { toCodeLanguage } from './code-languages.ts';

/** What the page gives a colour of its own. */
export const codeColors = ['keyword', 'string', 'number', 'comment', 'name', 'removed'] as const;

export type CodeColor = (typeof codeColors)[number];

export interface CodeToken {
  readonly from: number;
  readonly to: number;
  readonly color: CodeColor;
}

/** The colour of each class of highlight.js. */
const colors: Readonly<Record<string, CodeColor>> = {
  keyword: 'keyword',
  literal: 'keyword',
  'selector-tag': 'keyword',
  built_in: 'keyword',
  string: 'string',
  regexp: 'string',
  addition: 'string',
  number: 'number',
  symbol: 'number',
  comment: 'comment',
  quote: 'comment',
  meta: 'comment',
  title: 'name',
  name: 'name',
  attr: 'name',
  attribute: 'name',
  property: 'name',
  section: 'name',
  type: 'name',
  'selector-class': 'name',
  'selector-id': 'name',
  deletion: 'removed',
};

const grammars = createLowlight(common);

/** The parts of a program that have a colour, in their order; none in a language that is not known. */
export function tokenizeCode(language: string, code: string): readonly CodeToken[] {
  const name = toCodeLanguage(language);
  if (!grammars.registered(name)) return [];
  const tokens: CodeToken[] = [];
  let at = 0;
  const read = (nodes: ReturnType<typeof grammars.highlight>['children'], color: CodeColor | undefined) => {
    for (const node of nodes) {
      if (node.type === 'element') read(node.children, colorOf(node.properties['className']) ?? color);
      if (node.type !== 'text') continue;
      if (color !== undefined) tokens.push({ from: at, to: at + node.value.length, color });
      at += node.value.length;
    }
  };
  read(grammars.highlight(name, code).children, undefined);
  return tokens;
}

function colorOf(classes: unknown): CodeColor | undefined {
  const [first]: readonly unknown[] = Array.isArray(classes) ? classes : [];
  return typeof first === 'string' ? colors[first.replace('hljs-', '')] : undefined;
}
