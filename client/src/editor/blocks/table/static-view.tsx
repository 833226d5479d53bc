import * as Y from 'yjs';
import type { StaticView } from '../contract.ts';
import { columnWidths, toSpan, toWidth, usualWidth } from './columns.ts';
import './table.css';

const childrenOf = (parent: Y.XmlElement): Y.XmlElement[] =>
  parent.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement);

const Table: StaticView = ({ block, children }) => {
  const widths = columnWidths(childrenOf(block).map((row) => childrenOf(row).map(toCell)));
  const isSized = widths.length > 0 && widths.every((width) => width !== null);
  return (
    <div className="table">
      <table className={isSized ? 'table--sized' : undefined}>
        <colgroup>
          {Array.from(widths.entries(), ([column, width]) => (
            <col key={column} width={width ?? usualWidth} />
          ))}
        </colgroup>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
};

function toCell(cell: Y.XmlElement) {
  const { colspan, rowspan, width }: Readonly<Record<string, unknown>> = cell.getAttributes();
  return { colspan: toSpan(colspan), rowspan: toSpan(rowspan), width: toWidth(width) };
}

export const staticViews = { table: Table };
