import type { DOMOutputSpec } from '@tiptap/pm/model';
import { createElement, type ReactNode } from 'react';

/** Attributes that React calls otherwise. A checkbox without an editor is what it is, and nobody presses it. */
const reactNames: Readonly<Record<string, string>> = {
  class: 'className',
  checked: 'defaultChecked',
  colspan: 'colSpan',
  datetime: 'dateTime',
  rowspan: 'rowSpan',
};

/**
 * What a node's schema says of its HTML, drawn by React, with `children` in its hole. Attributes that are no plain values
 * are left out.
 */
export function htmlToReact(spec: DOMOutputSpec, children: ReactNode, key?: number): ReactNode {
  if (typeof spec === 'string') return spec;
  if (!Array.isArray(spec)) return children;
  const [tag, ...rest]: readonly unknown[] = spec;
  if (typeof tag !== 'string') return children;
  const attributes = isRecord(rest[0]) ? rest.shift() : undefined;
  const content = rest.map((part, index) =>
    part === 0 ? children : isSpec(part) && htmlToReact(part, children, index),
  );
  const isDisabled = tag === 'input' && { disabled: true };
  return createElement(tag, { key, ...toProps(attributes), ...isDisabled }, ...content);
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSpec = (value: unknown): value is DOMOutputSpec => typeof value === 'string' || Array.isArray(value);

const toProps = (attributes: unknown): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(isRecord(attributes) ? attributes : {}).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[reactNames[name] ?? name, value]]
        : [],
    ),
  );
