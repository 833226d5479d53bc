// @vitest-environment happy-dom
import type { MarkType, NodeType } from '@tiptap/pm/model';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import fc from 'fast-check';
import { fromBase64, toBase64 } from 'lib0/buffer';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentSchema } from '../schema.ts';
import { createSchemaGuard } from './schema-guard.ts';
import { schemaReleases } from './schema-releases.ts';
import { partsIn, raiseStamp, raiseStampTo, readStamp, schemaVersion, writeFirstStamp } from './schema-stamp.ts';
import { everyNewerPart, everyPart } from './test-every-part.ts';
import { contentSchema as newerSchema } from './test-newer-schema.ts';
import { exchange, mountToday, recordUpdates } from './test-two-versions.ts';

/** What programs of past releases, and of one to come, have written: never made again, only added to. */
const fixtures = import.meta.glob<{ readonly parts: readonly string[]; readonly update: string }>('./fixtures/*.json', {
  eager: true,
  import: 'default',
});

const contentOf = (doc: Y.Doc) => doc.getXmlFragment('content');

function encode(content: readonly object[], schema: typeof contentSchema): string {
  const doc = new Y.Doc();
  doc.clientID = 1;
  prosemirrorJSONToYXmlFragment(schema, { type: 'doc', content: [...content] }, contentOf(doc));
  const parts = [...partsIn(contentOf(doc).toArray())].sort();
  return JSON.stringify({ parts, update: toBase64(Y.encodeStateAsUpdate(doc)) }, null, 2);
}

function open(name: string): { readonly doc: Y.Doc; readonly parts: readonly string[] } {
  const fixture = fixtures[`./fixtures/${name}.json`];
  if (fixture === undefined) {
    const made = name === 'future' ? encode(everyNewerPart, newerSchema) : encode(everyPart, contentSchema);
    throw new Error(`Keep this for ever as fixtures/${name}.json:\n${made}`);
  }
  const doc = new Y.Doc();
  Y.applyUpdate(doc, fromBase64(fixture.update));
  return { doc, parts: fixture.parts };
}

const releases = schemaReleases.map(({ version }) => `release-${version}`);

function partsOfSchema(): string[] {
  const types: [string, NodeType | MarkType][] = [
    ...Object.values(contentSchema.nodes).map((type): [string, NodeType] => ['node', type]),
    ...Object.values(contentSchema.marks).map((type): [string, MarkType] => ['mark', type]),
  ];
  return types.flatMap(([kind, { name, spec }]) => [
    `${kind}:${name}`,
    ...Object.keys(spec.attrs ?? {}).map((attribute) => `attribute:${name}.${attribute}`),
  ]);
}

describe('the schema over time', () => {
  it('[G7] has every part that was ever released, and none that is in no release', () => {
    const released = schemaReleases.flatMap(({ parts }) => parts);
    expect([...partsOfSchema()].sort()).toEqual([...released].sort());
    expect(schemaReleases.map(({ version }) => version)).toEqual(schemaReleases.map((_, index) => index + 1));
  });

  it.each(releases)(
    '[G7] still has every part of the fixture of %s, and the fixture holds all of that release',
    (name) => {
      const { doc, parts } = open(name);
      const known = new Set(partsOfSchema());
      for (const part of parts) expect(known).toContain(part);
      expect([...partsIn(contentOf(doc).toArray())].sort()).toEqual(parts);
      const version = Number(name.split('-')[1]);
      const released = schemaReleases
        .filter((release) => release.version <= version)
        .flatMap((release) => release.parts);
      // The root and the words have no element of their own.
      expect(parts).toEqual(released.filter((part) => part !== 'node:doc' && part !== 'node:text').sort());
      expect(createSchemaGuard(doc).assess()).toMatchObject({ name: 'ready', foreign: { nodes: new Map() } });
    },
  );

  it.each([...releases, 'future'])('[G7] opens, edits and leaves what %s wrote with nothing lost', (name) => {
    const { doc, parts } = open(name);
    const before = contentOf(doc).toString();
    const bytes = Y.encodeStateAsUpdate(doc);
    const updates = recordUpdates(doc);
    const { editor } = mountToday(doc);
    expect(updates).toEqual([]);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(bytes);

    const places: number[] = [];
    editor.state.doc.descendants((node, position) => {
      if (node.isTextblock && !node.type.spec.atom) places.push(position + 1);
      return node.type.spec.atom !== true;
    });
    for (const place of places.reverse()) editor.view.dispatch(editor.state.tr.insert(place, editor.schema.text('¤')));
    editor.destroy();
    expect(updates.length).toBe(places.length);
    const after = contentOf(doc).toString();
    expect(after.replaceAll('¤', '')).toBe(before);
    expect([...partsIn(contentOf(doc).toArray())].sort()).toEqual(parts);
  });
});

describe('the stamp', () => {
  const metaOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('meta');

  it('[G6] of a new document says what is in it', () => {
    const { doc } = open(`release-${schemaVersion}`);
    writeFirstStamp(metaOf(doc), contentOf(doc));
    expect(readStamp(metaOf(doc))).toEqual({ version: schemaVersion, minReader: 1, minWriter: 1 });
  });

  it.each([undefined, 7, 'x', null, { version: -1, minReader: 'x', minWriter: 1.5 }, { version: 1e99 }])(
    '[G6] that makes no sense (%j) is that of the first release',
    (stamp) => {
      const meta = metaOf(new Y.Doc());
      meta.set('schema', stamp);
      expect(readStamp(meta)).toEqual({ version: 1, minReader: 1, minWriter: 1 });
    },
  );

  it('[G6] is never lowered, nor written where it says enough already', () => {
    const { doc } = open(`release-${schemaVersion}`);
    const stamp = { version: 99, minReader: 98, minWriter: 97 };
    metaOf(doc).set('schema', stamp);
    const updates = recordUpdates(doc);
    raiseStamp(metaOf(doc), () => contentOf(doc).toArray());
    expect(updates).toEqual([]);
    expect(metaOf(doc).get('schema')).toEqual(stamp);
  });

  it('[G6] is settled after at most two changes of each program: two of them never fight', () => {
    const number = fc.integer({ min: 1, max: 5 });
    const stamp = fc.record({ version: number, minReader: number, minWriter: number });
    const join = (one: number, other: number) => Math.max(one, other);
    fc.assert(
      fc.property(fc.tuple(stamp, stamp), ([one, other]) => {
        const programs = [one, other].map((asked) => ({ asked, doc: new Y.Doc() }));
        const round = () => {
          for (const { doc, asked } of programs) raiseStampTo(metaOf(doc), asked);
          const [first, second] = programs;
          if (first !== undefined && second !== undefined) exchange(first.doc, second.doc);
        };
        round();
        round();
        const updates = programs.map(({ doc }) => recordUpdates(doc));
        round();
        expect(updates).toEqual([[], []]);
        for (const { doc } of programs)
          expect(readStamp(metaOf(doc))).toEqual({
            version: join(one.version, other.version),
            minReader: join(one.minReader, other.minReader),
            minWriter: join(one.minWriter, other.minWriter),
          });
      }),
    );
  });
});
