import * as Y from 'yjs';
import type { BlockToMarkdown, MarkdownWriter } from '../contract.ts';
import { placeCells, toSpan } from './columns.ts';

/**
 * A table of GitHub's Markdown, which knows only rows, columns and lines: a cell over several of them has its words in the
 * first, and blocks in a cell are lines of it.
 */
const table: BlockToMarkdown = ({ children }, write) => {
  const rows = children.filter(isElement).map((row) => row.toArray().filter(isElement).map(toCell));
  const { cells, columnCount } = placeCells(rows);
  if (columnCount === 0) return '';
  const lines = rows.map(() => Array.from({ length: columnCount }, () => ''));
  for (const { cell, row, column } of cells) {
    const line = lines[row];
    if (line !== undefined) line[column] = cellToMarkdown(cell.children, write);
  }
  const hasHeader = rows[0]?.some(({ header }) => header === 'column') === true;
  const empty = Array.from({ length: columnCount }, () => '');
  const [head = empty, ...body] = hasHeader ? lines : [empty, ...lines];
  return [lineOf(head), lineOf(head.map(() => '---')), ...body.map(lineOf)].join('\n');
};

const isElement = (node: unknown): node is Y.XmlElement => node instanceof Y.XmlElement;

function toCell(cell: Y.XmlElement) {
  const { colspan, rowspan, header }: Readonly<Record<string, unknown>> = cell.getAttributes();
  return { colspan: toSpan(colspan), rowspan: toSpan(rowspan), header, children: cell.toArray() };
}

const cellToMarkdown = (children: readonly unknown[], write: MarkdownWriter): string =>
  write
    .blocks(children)
    .replaceAll('|', '\\|')
    .replaceAll(/\\?\n+/g, '<br>');

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export const markdown = { table };
