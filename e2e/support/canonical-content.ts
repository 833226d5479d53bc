import type * as Y from 'yjs';

/**
 * What the text `content` and the map `attributes` of a document hold, the same for equal documents: Yjs promises
 * neither the order of a map's keys nor where a run of equal attributes is cut.
 */
export function canonicalContent(doc: Y.Doc): string {
  const attributes = Object.entries(doc.getMap('attributes').toJSON());
  return JSON.stringify([runsOf(doc.getText('content')), sortedByKey(attributes)]);
}

function runsOf(text: Y.Text): readonly unknown[] {
  const runs: { attributes: string; insert: string }[] = [];
  for (const { insert, attributes = {} } of text.toDelta() as readonly Run[]) {
    const canonical = JSON.stringify(sortedByKey(Object.entries(attributes)));
    const words = typeof insert === 'string' ? insert : JSON.stringify(insert);
    const last = runs.at(-1);
    if (last?.attributes === canonical) last.insert += words;
    else runs.push({ attributes: canonical, insert: words });
  }
  return runs;
}

// `toDelta` is typed as anything.
type Run = { readonly insert: unknown; readonly attributes?: Readonly<Record<string, unknown>> };

const sortedByKey = (entries: readonly (readonly [string, unknown])[]) =>
  [...entries].sort(([left], [right]) => (left < right ? -1 : 1));
