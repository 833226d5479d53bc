import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { columnWidths, toWidth, usualWidth } from './columns.ts';
import { setWidths } from './table-commands.ts';
import './table.css';

/**
 * A table in the editor: it scrolls by itself where it is wider than the paper, and the edges of its columns can be drawn
 * with a mouse or a finger. While one is drawn nothing is written; at the end, all widths at once.
 */
export function createTableView(node: Node, view: EditorView, getPos: () => number | undefined): NodeView {
  const dom = document.createElement('div');
  dom.className = 'table';
  const sheet = dom.appendChild(document.createElement('div'));
  sheet.className = 'table__sheet';
  const table = sheet.appendChild(document.createElement('table'));
  const group = table.appendChild(document.createElement('colgroup'));
  const contentDOM = table.appendChild(document.createElement('tbody'));
  let shown = node;
  let isDrawing = false;

  const draw = () => {
    const widths = readWidths(shown);
    table.classList.toggle('table--sized', widths.length > 0 && widths.every((width) => width !== null));
    fit(group, widths.length, () => document.createElement('col'));
    for (const [column, col] of [...group.children].entries())
      col.setAttribute('width', String(widths[column] ?? usualWidth));
    fit(sheet, widths.length + 1, () => createEdge(startDrawing));
    placeEdges();
  };
  const placeEdges = () => {
    let right = 0;
    for (const [column, width] of measureColumns(table).entries()) {
      right += width;
      const edge = sheet.children[column + 1];
      if (edge instanceof HTMLElement) edge.style.left = `${right}px`;
    }
  };

  function startDrawing(event: PointerEvent) {
    const edge = event.currentTarget;
    if (!(edge instanceof HTMLElement) || event.button !== 0 || !view.editable) return;
    event.preventDefault();
    const column = [...sheet.children].indexOf(edge) - 1;
    const before = measureColumns(table);
    const from = before[column] ?? usualWidth;
    const widths = () => before.with(column, toWidth(from + reached - event.clientX) ?? from);
    let reached = event.clientX;
    isDrawing = true;
    edge.setPointerCapture(event.pointerId);
    const move = ({ clientX }: PointerEvent) => {
      reached = clientX;
      table.classList.add('table--sized');
      for (const [index, width] of widths().entries()) group.children[index]?.setAttribute('width', String(width));
      placeEdges();
    };
    const stop = (end: Event) => {
      edge.removeEventListener('pointermove', move);
      edge.removeEventListener('pointerup', stop);
      edge.removeEventListener('pointercancel', stop);
      isDrawing = false;
      const pos = getPos();
      const isMeant =
        end.type === 'pointerup' && reached !== event.clientX && readWidths(shown).length === before.length;
      if (isMeant && pos !== undefined) setWidths(pos, widths())(view.state, view.dispatch);
      draw();
    };
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', stop);
    edge.addEventListener('pointercancel', stop);
  }

  const observer = new ResizeObserver(placeEdges);
  observer.observe(table);
  draw();
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== shown.type) return false;
      shown = next;
      if (!isDrawing) draw();
      return true;
    },
    // The widths and the edges are nobody's text.
    ignoreMutation: (mutation) => !contentDOM.contains(mutation.target),
    stopEvent: (event) => event.target instanceof HTMLElement && event.target.classList.contains('table__edge'),
    destroy: () => observer.disconnect(),
  };
}

/** The widths that the columns have on the page, in CSS pixels. */
export function measureColumns(table: HTMLTableElement): number[] {
  const columns = [...table.querySelectorAll(':scope > colgroup > col')];
  return columns.map((column) => Math.round(column.getBoundingClientRect().width));
}

export const readWidths = (table: Node): readonly (number | null)[] =>
  columnWidths(
    table.children.map((row) =>
      row.children.map(({ attrs: { colspan, rowspan, width } }) => ({ colspan, rowspan, width: toWidth(width) })),
    ),
  );

function createEdge(onPress: (event: PointerEvent) => void): HTMLElement {
  const edge = document.createElement('div');
  edge.className = 'table__edge';
  edge.contentEditable = 'false';
  // The menu of the columns does the same for those who have no pointer.
  edge.setAttribute('aria-hidden', 'true');
  edge.addEventListener('pointerdown', onPress);
  return edge;
}

/** So many children, the first ones kept. */
function fit(parent: Element, count: number, create: () => Element): void {
  while (parent.childElementCount > count) parent.lastElementChild?.remove();
  while (parent.childElementCount < count) parent.append(create());
}
