/** One step in what documents may hold. */
export interface SchemaRelease {
  readonly version: number;
  /** The oldest release whose programs may open a document that holds any of these parts. */
  readonly minReader: number;
  /** The oldest release whose programs may write in it. */
  readonly minWriter: number;
  /** `node:name`, `mark:name`, `attribute:owner.name`. */
  readonly parts: readonly string[];
}

/**
 * Every part that a document may hold, by the release that brought it (docs/decisions/0006). A new part gets a new
 * release and a fixture; a line that was ever released is never changed, and never removed.
 */
export const schemaReleases: readonly SchemaRelease[] = [
  {
    version: 1,
    minReader: 1,
    minWriter: 1,
    parts: [
      'node:doc',
      'node:text',
      'node:paragraph',
      'node:hardBreak',
      'node:heading',
      'attribute:heading.level',
      'node:bulletList',
      'node:orderedList',
      'attribute:orderedList.start',
      'attribute:orderedList.type',
      'node:listItem',
      'node:taskList',
      'node:taskItem',
      'attribute:taskItem.checked',
      'node:blockquote',
      'node:codeBlock',
      'attribute:codeBlock.language',
      'node:horizontalRule',
      'mark:bold',
      'mark:italic',
      'mark:underline',
      'mark:strike',
      'mark:code',
      'mark:link',
      'attribute:link.href',
      'attribute:link.target',
      'attribute:link.rel',
      'attribute:link.class',
      'attribute:link.title',
      'attribute:paragraph.id',
      'attribute:heading.id',
      'attribute:codeBlock.id',
      'attribute:listItem.id',
      'attribute:taskItem.id',
      'attribute:bulletList.id',
      'attribute:orderedList.id',
      'attribute:taskList.id',
      'attribute:blockquote.id',
      'attribute:horizontalRule.id',
    ],
  },
  {
    version: 2,
    minReader: 1,
    minWriter: 1,
    parts: [
      'node:callout',
      'attribute:callout.kind',
      'attribute:callout.id',
      'mark:highlight',
      'attribute:highlight.color',
      'mark:textColor',
      'attribute:textColor.color',
      'mark:subscript',
      'mark:superscript',
      'attribute:paragraph.align',
      'attribute:heading.align',
      'mark:passageLanguage',
      'attribute:passageLanguage.language',
      'node:table',
      'attribute:table.id',
      'node:tableRow',
      'attribute:tableRow.id',
      'node:tableCell',
      'attribute:tableCell.id',
      'attribute:tableCell.colspan',
      'attribute:tableCell.rowspan',
      'attribute:tableCell.width',
      'attribute:tableCell.background',
      'attribute:tableCell.header',
      'node:pageBreak',
      'attribute:pageBreak.id',
      'node:collapsible',
      'attribute:collapsible.id',
    ],
  },
  {
    version: 3,
    minReader: 1,
    minWriter: 1,
    parts: ['mark:date', 'attribute:date.value'],
  },
  {
    version: 4,
    minReader: 1,
    minWriter: 1,
    parts: ['mark:personMention', 'attribute:personMention.person'],
  },
  {
    version: 5,
    minReader: 1,
    minWriter: 1,
    parts: ['node:outline', 'attribute:outline.id'],
  },
];
