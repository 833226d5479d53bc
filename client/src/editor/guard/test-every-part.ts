import { contentSchema } from '../schema.ts';

const text = (words: string, ...marks: object[]): Block => ({ type: 'text', text: words, marks });
const paragraph = (...content: Block[]) => ({ type: 'paragraph', content });
const link = { href: 'https://example.org', target: '_blank', rel: 'noopener', class: 'outside', title: 'Example' };

const everyBlock: readonly Block[] = [
  { type: 'heading', attrs: { level: 2 }, content: [text('heading')] },
  paragraph(
    text('plain '),
    text('bold', { type: 'bold' }, { type: 'italic' }),
    text('under', { type: 'underline' }, { type: 'strike' }),
    { type: 'hardBreak' },
    text('code', { type: 'code' }),
    text('link', { type: 'link', attrs: link }),
  ),
  {
    type: 'bulletList',
    content: [
      {
        type: 'listItem',
        content: [
          paragraph(text('bullet')),
          { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph()] }] },
        ],
      },
    ],
  },
  {
    type: 'orderedList',
    attrs: { start: 3, type: 'a' },
    content: [{ type: 'listItem', content: [paragraph(text('third'))] }],
  },
  {
    type: 'taskList',
    content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph(text('task'))] }],
  },
  {
    type: 'blockquote',
    content: [paragraph(text('quote')), { type: 'blockquote', content: [paragraph(text('inner'))] }],
  },
  { type: 'codeBlock', attrs: { language: 'ts' }, content: [text('const x = 1;\nlet y;')] },
  { type: 'horizontalRule' },
  paragraph(
    text('light', { type: 'highlight', attrs: { color: 'green' } }),
    text('dark', { type: 'textColor', attrs: { color: 'blue' } }),
    text('low', { type: 'subscript' }),
    text('high', { type: 'superscript' }),
    text('fremd', { type: 'passageLanguage', attrs: { language: 'de' } }),
    text('24 November 2026', { type: 'date', attrs: { value: '2026-11-24' } }),
    text('@Ana', { type: 'personMention', attrs: { person: 'p-1' } }),
  ),
  { type: 'paragraph', attrs: { align: 'right' }, content: [text('right')] },
  { type: 'heading', attrs: { level: 3, align: 'center' }, content: [text('centre')] },
  { type: 'callout', attrs: { kind: 'warning' }, content: [paragraph(text('callout'))] },
  { type: 'collapsible', content: [paragraph(text('title')), paragraph(text('hidden'))] },
  { type: 'pageBreak' },
  { type: 'outline' },
  {
    type: 'table',
    content: [
      {
        type: 'tableRow',
        content: [
          {
            type: 'tableCell',
            attrs: { colspan: 2, width: 160, header: 'column' },
            content: [paragraph(text('head'))],
          },
        ],
      },
      {
        type: 'tableRow',
        content: [
          { type: 'tableCell', attrs: { background: 'blue' }, content: [paragraph(text('cell'))] },
          { type: 'tableCell', content: [paragraph()] },
        ],
      },
    ],
  },
];

interface Block {
  readonly type: string;
  readonly attrs?: object;
  readonly text?: string;
  readonly marks?: readonly object[];
  readonly content?: readonly Block[];
}

let made = 0;
/** With an id on every block that may have one, as the editor gives them. */
function withIds({ content, ...block }: Block): Block {
  const hasId = contentSchema.nodes[block.type]?.spec.attrs?.['id'] !== undefined;
  if (hasId) made += 1;
  return {
    ...block,
    ...(hasId ? { attrs: { ...block.attrs, id: `block-${String(made).padStart(4, '0')}` } } : {}),
    ...(content === undefined ? {} : { content: content.map(withIds) }),
  };
}

/** Every part of today's schema, each attribute with a value. A new part comes in here, with its release. */
export const everyPart: readonly object[] = everyBlock.map(withIds);

/** What the version of `test-newer-schema.ts` adds, beside and inside what is known. */
export const everyNewerPart: readonly object[] = [
  ...everyPart,
  {
    type: 'panel',
    attrs: { kind: 'warning', icon: '⚠' },
    content: [
      paragraph(text('inside')),
      { type: 'seal', attrs: { number: 1 } },
      { type: 'panel', content: [paragraph()] },
    ],
  },
  {
    type: 'blockquote',
    attrs: { mood: 'calm' },
    content: [paragraph(text('q')), { type: 'verse', content: [text('rose')] }],
  },
  {
    type: 'paragraph',
    attrs: { mood: 'glad' },
    content: [
      text('shiny', { type: 'sparkle', attrs: { colour: 'gold' } }, { type: 'bold', attrs: { weight: 900 } }),
      { type: 'mention', attrs: { person: 'ana' } },
      text(
        'noted',
        { type: 'remark', attrs: { thread: 1, by: 'x' } },
        { type: 'remark', attrs: { thread: 2, by: 'y' } },
      ),
    ],
  },
  { type: 'seal', attrs: { number: 7 } },
];
