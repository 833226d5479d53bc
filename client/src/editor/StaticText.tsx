import { Mark } from '@tiptap/pm/model';
import type { ReactNode } from 'react';
import * as Y from 'yjs';
import { htmlToReact } from './html-to-react.ts';
import { contentSchema } from './schema.ts';

type Part = { readonly insert?: unknown; readonly attributes?: Readonly<Record<string, unknown>> };

/** The words of a block with the formats that this version knows, where no editor is. Reads only (rule G1). */
export function StaticText({ text }: { readonly text: Y.XmlText | Y.XmlHook }): ReactNode {
  if (!(text instanceof Y.XmlText)) return null;
  const delta: readonly Part[] = text.toDelta();
  return delta.map(({ insert, attributes = {} }, index) =>
    typeof insert === 'string' ? withMarks(insert, attributes, index) : null,
  );
}

/** In the same order as in an editor. */
const withMarks = (words: string, attributes: Readonly<Record<string, unknown>>, key: number): ReactNode =>
  Mark.setFrom(Object.entries(attributes).flatMap(([name, value]) => markOf(name, value))).reduceRight<ReactNode>(
    (inner, mark) => htmlToReact(mark.type.spec.toDOM?.(mark, true) ?? ['span', 0], inner, key),
    words,
  );

/** None of ours holds anything but words; what does was not written by a program of ours, and drawing it may throw. */
function markOf(name: string, value: unknown): Mark[] {
  const type = Object.hasOwn(contentSchema.marks, name) ? contentSchema.marks[name] : undefined;
  if (type === undefined) return [];
  const attributes = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [type.create(Object.fromEntries(attributes.filter(([, part]) => typeof part === 'string')))];
}
