import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import type { ForeignCollector } from './collect-foreign.ts';

/** A node as ProseMirror reads it from JSON. */
export interface BlockJson {
  readonly type: string;
  readonly attrs?: Record<string, unknown>;
  readonly content?: readonly BlockJson[];
  readonly text?: string;
  readonly marks?: readonly { readonly type: string; readonly attrs: Record<string, unknown> }[];
}

type XmlNode = Y.XmlElement | Y.XmlText | Y.XmlHook;

/** y-tiptap stores overlapping marks of one kind as `name--hash`. */
const overlappingMarkHash = /--[A-Za-z0-9+/=]{8}$/;

/**
 * Reads one top-level block as the binding would, and hands `collector` what `schema` does not know.
 *
 * Reads only. The binding's own conversions delete what they cannot convert from the live document (tiptap#6927).
 */
export function readBlock(block: XmlNode, schema: Schema, collector: ForeignCollector): readonly BlockJson[] {
  const read = (node: XmlNode, isInline: boolean): BlockJson[] => {
    if (node instanceof Y.XmlText) return readText(node, schema, collector);
    if (node instanceof Y.XmlElement) return [readElement(node, isInline)];
    collector.conflict('node:hook');
    return [];
  };

  const readElement = (element: Y.XmlElement, isInline: boolean): BlockJson => {
    const name = element.nodeName;
    const known = schema.nodes[name];
    const attrs: Record<string, unknown> = element.getAttributes();
    for (const [key, value] of Object.entries(attrs))
      if (value instanceof Y.AbstractType) collector.conflict(`attribute:${name}.${key}`);
    const children: XmlNode[] = element.toArray();
    const holds = known === undefined ? contentOf(children, schema) : undefined;
    if (known === undefined) {
      if (!isOneToOne(element)) collector.conflict(`node:${name}`);
      collector.node(name, { isInline, holds: holds ?? 'nothing', attributes: Object.keys(attrs) });
      if (holds === undefined) collector.conflict(`node:${name}`);
    } else addUnknownAttributes(known, attrs, collector);
    const areInline = known?.inlineContent ?? holds === 'text';
    return { type: name, attrs, content: children.flatMap((child) => read(child, areInline)) };
  };
  return read(block, false);
}

/** Whether what the binding draws of an unknown element says all that is stored: it cannot write back the rest as it was. */
function isOneToOne(element: Y.XmlElement): boolean {
  const children = element.toArray();
  const hasLooseText = children.some(
    (child, index) =>
      child instanceof Y.XmlText &&
      children.length > 1 &&
      (child.length === 0 || children[index + 1] instanceof Y.XmlText),
  );
  return !hasLooseText && Object.values(element.getAttributes()).every((value) => value != null);
}

/** What an unknown element holds, judged by its children; `undefined` when words and blocks are mixed. */
function contentOf(children: readonly XmlNode[], schema: Schema): 'nothing' | 'text' | 'blocks' | undefined {
  if (children.length === 0) return 'nothing';
  const isKnownAs = (child: XmlNode, kind: 'isInline' | 'isBlock') =>
    child instanceof Y.XmlElement && schema.nodes[child.nodeName]?.[kind] === true;
  const hasInline = children.some((child) => child instanceof Y.XmlText || isKnownAs(child, 'isInline'));
  if (!hasInline) return 'blocks';
  return children.some((child) => isKnownAs(child, 'isBlock')) ? undefined : 'text';
}

function readText(text: Y.XmlText, schema: Schema, collector: ForeignCollector): BlockJson[] {
  const delta: { insert?: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
  return delta.flatMap(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string') {
      collector.conflict('node:embed');
      return [];
    }
    return [{ type: 'text', text: insert, marks: readMarks(attributes, schema, collector) }];
  });
}

function readMarks(attributes: Record<string, unknown>, schema: Schema, collector: ForeignCollector) {
  return Object.entries(attributes).map(([key, value]) => {
    const type = key.replace(overlappingMarkHash, '');
    const attrs = isRecord(value) ? value : {};
    const known = schema.marks[type];
    // Stock clients write `true`; anything else that is no record would be replaced by an empty one.
    if (attrs !== value && !(value === true && known !== undefined && !hasAttributes(known)))
      collector.conflict(`mark:${type}`);
    if (known === undefined) collector.mark(type, { isOverlapping: type !== key, attributes: Object.keys(attrs) });
    else addUnknownAttributes(known, attrs, collector);
    return { type, attrs };
  });
}

interface KnownType {
  readonly name: string;
  readonly spec: { readonly attrs?: Readonly<Record<string, unknown>> | null | undefined };
}

const hasAttributes = ({ spec }: KnownType): boolean => Object.keys(spec.attrs ?? {}).length > 0;

function addUnknownAttributes({ name, spec }: KnownType, attrs: Record<string, unknown>, collector: ForeignCollector) {
  for (const [key, value] of Object.entries(attrs)) {
    if (!Object.hasOwn(spec.attrs ?? {}, key)) collector.attribute(name, key);
    // None of ours holds an object, and drawing one may throw.
    else if (typeof value === 'object' && value !== null) collector.conflict(`attribute:${name}.${key}`);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
