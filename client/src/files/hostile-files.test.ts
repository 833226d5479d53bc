import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import * as encoding from 'lib0/encoding';
import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { fileMediaType, statePath } from './file-format.ts';
import { createFileTasks } from './file-tasks.ts';
import { openArchive, toSha256 } from './open-archive.ts';
import { bringAll, fileOf, idOf, someDocument, storedDoc, wordsOf } from './test-files.ts';
import { readDirectory } from './zip-directory.ts';

const state = Y.encodeStateAsUpdate(someDocument('Minutes', 'The council met.'));
const sound = fileOf([idOf(101), state], [idOf(102), Y.encodeStateAsUpdate(someDocument('Budget', 'Money.'))]);

async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}

const text = (words: string) => new TextEncoder().encode(words);

/** Why a file is refused, whole; `undefined` when it is not. */
async function faultOf(...parts: BlobPart[]): Promise<string | undefined> {
  const opened = await openArchive(new Blob(parts));
  return opened.ok ? undefined : opened.error;
}

interface ManifestJson {
  documents: Record<string, unknown>[];
  [field: string]: unknown;
}

/** A file that is as ours are but for what `change` does to its manifest and its entries. */
async function rewritten(
  change: (manifest: ManifestJson, entries: Record<string, Uint8Array>) => Record<string, Uint8Array> | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const entries = unzipSync(await bytesOf(sound));
  const manifest: ManifestJson = JSON.parse(new TextDecoder().decode(entries['manifest.json']));
  const changed = change(manifest, entries) ?? entries;
  const { mimetype = text(fileMediaType), ...others } = changed;
  const files: Zippable = { mimetype: [mimetype, { level: 0 }], ...others };
  if (changed['manifest.json'] === entries['manifest.json']) files['manifest.json'] = text(JSON.stringify(manifest));
  return new Uint8Array(zipSync(files));
}

/** The bytes of a sound file with some of its directory changed: `find` gives the place. */
async function patched(
  path: string,
  change: (view: DataView, entry: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await bytesOf(sound);
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(bytes.length - 6, true);
  for (let at = directory; view.getUint32(at, true) === 0x0201_4b50; ) {
    const nameBytes = view.getUint16(at + 28, true);
    if (new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes)) === path) change(view, at);
    at += 46 + nameBytes;
  }
  return bytes;
}

const budget = statePath(idOf(102));

describe('files that are refused whole', () => {
  let whole: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    whole = await bytesOf(sound);
    expect(await faultOf(whole)).toBeUndefined();
  });

  it.each([
    ['nothing', [], 'empty'],
    ['a picture', [text('\u0089PNG\r\n')], 'foreign'],
    ['one byte', [text('P')], 'foreign'],
    ['a sign-in page', [text('<!doctype html><title>Sign in</title>')], 'foreign'],
    ['an old ZIP of nothing', [Uint8Array.of(0x50, 0x4b, 5, 6, ...new Uint8Array(18))], 'foreign'],
  ])('[F7] %s', async (_, parts, fault) => {
    expect(await faultOf(...parts)).toBe(fault);
  });

  it.each([
    ['docx', { '[Content_Types].xml': text('<Types/>'), 'word/document.xml': text('<w/>') }],
    ['jar', { 'META-INF/MANIFEST.MF': text('Manifest-Version: 1.0'), 'Main.class': Uint8Array.of(0xca, 0xfe) }],
    ['epub', { mimetype: text('application/epub+zip'), 'META-INF/container.xml': text('<c/>') }],
    ['odt', { mimetype: text('application/vnd.oasis.opendocument.text'), 'content.xml': text('<o/>') }],
  ])('[F7] a %s is another program’s', async (_, entries) => {
    expect(await faultOf(new Uint8Array(zipSync(entries)))).toBe('foreign');
  });

  it('[F7] a file that was cut off anywhere', async () => {
    for (let length = 30; length < whole.length; length += 7)
      expect(await faultOf(whole.subarray(0, length)), String(length)).toBe('incomplete');
  });

  it('[F7] bytes before, behind or between', async () => {
    expect(await faultOf(text('#!/bin/sh\n'), whole)).toBe('foreign');
    expect(await faultOf(whole.subarray(0, 60), whole)).toBe('unsafe');
    expect(await faultOf(whole, text('more'))).toBe('incomplete');
    // Another program could take what is hidden there for the directory.
    expect(await faultOf(whole.subarray(0, -22), text('hidden'), whole.subarray(-22))).toBe('unsafe');
  });

  it('[F7] an id under which something else than a document is kept', async () => {
    const id = 'ecritoire-library';
    const path = `documents/${id}.yjs`;
    const file = await rewritten((manifest, entries) => {
      const [first] = manifest.documents;
      const bytes = entries[statePath(idOf(101))] ?? new Uint8Array(0);
      const stranger = { ...first, id, state: { path, bytes: bytes.length, sha256: toSha256(bytes) } };
      const changed = JSON.stringify({ ...manifest, documents: [stranger] });
      return { ...entries, [path]: bytes, 'manifest.json': text(changed) };
    });
    expect(await faultOf(file)).toBe('unsafe');
  });

  it('[F7] a manifest with one letter changed', async () => {
    const entries = unzipSync(await bytesOf(sound));
    const file = new Uint8Array(zipSync(entries, { level: 0 }));
    expect(await faultOf(file)).toBeUndefined();
    file[new TextDecoder('latin1').decode(file).indexOf('"title": "Minutes"') + 10] = 0x4e;
    expect(await faultOf(file)).toBe('damaged');
  });

  it.each([
    ['../evil.md'],
    ['/etc/passwd'],
    ['texts/../../evil.md'],
    ['texts\\evil.md'],
    ['C:evil.md'],
    ['texts//evil.md'],
    ['./evil.md'],
    ['evil\u0000.md'],
    ['a'.repeat(600)],
    ['MANIFEST.json'],
    ['texts/minutes.md'],
  ])('[F7] an entry named "%s"', async (name) => {
    expect(await faultOf(await rewritten((_, entries) => ({ ...entries, [name]: text('x') })))).toBe('unsafe');
  });

  it('[F7] two names that differ in composition only', async () => {
    const file = await rewritten((_, entries) => ({ ...entries, 'texts/é': text('a'), 'texts/e\u0301': text('b') }));
    expect(await faultOf(file)).toBe('unsafe');
  });

  it.each([
    ['an encrypted entry', (view: DataView, at: number) => view.setUint16(at + 8, 1, true)],
    ['an unknown method', (view: DataView, at: number) => view.setUint16(at + 10, 93, true)],
    ['an entry over another', (view: DataView, at: number) => view.setUint32(at + 42, 0, true)],
    ['an entry over the directory', (view: DataView, at: number) => view.setUint32(at + 20, 10_000, true)],
    ['more than deflate can', (view: DataView, at: number) => view.setUint32(at + 24, 60_000_000, true)],
    ['an entry on another disk', (view: DataView, at: number) => view.setUint16(at + 34, 1, true)],
  ])('[F7] %s', async (_, change) => {
    expect(await faultOf(await patched(budget, change))).toBe('unsafe');
  });

  it('[F8] more entries, and more when unpacked, than any file of ours has', async () => {
    const roomy = { entries: 6, unpackedBytes: 10_000 };
    expect(await readDirectory(sound, roomy)).toMatchObject({ ok: true });
    for (const limits of [
      { ...roomy, entries: 5 },
      { ...roomy, unpackedBytes: 500 },
    ])
      expect(await readDirectory(sound, limits)).toEqual({ ok: false, error: 'unsafe' });
  });

  it('[F8] archives in an archive are never opened', async () => {
    // Deflated a thousand to one, and again: that is how 42 kB become petabytes.
    const inner = zipSync({ zeros: new Uint8Array(5_000_000) });
    const file = await rewritten((_, entries) => ({ ...entries, 'documents/inner.zip': inner, [budget]: inner }));
    expect(await faultOf(file)).toBe('damaged');
  });

  it('[F8] a file that is larger than any of ours is not even looked into', async () => {
    const huge = { size: 2 * 1024 ** 3 } as Blob;
    expect(await openArchive(huge)).toEqual({ ok: false, error: 'too-large' });
  });

  it('[F9] a file that is gone, or is a folder, cannot be read', async () => {
    const gone = Object.assign(new Blob([whole]), {
      slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) }),
    });
    expect(await openArchive(gone)).toEqual({ ok: false, error: 'unreadable' });
    const tasks = createFileTasks();
    const opened = await openArchive(new Blob([whole]));
    const [first] = opened.ok ? opened.value.documents : [];
    if (first === undefined) throw new Error('Two documents');
    expect(await tasks.bring(gone, first)).toEqual({ ok: false, error: 'unreadable' });
  });

  it.each([
    ['another format', 'unsafe', (m: ManifestJson) => ({ ...m, format: 'other' })],
    ['a newer reader', 'newer-format', (m: ManifestJson) => ({ ...m, version: 2, minReader: 2 })],
    ['a version that is none', 'unsafe', (m: ManifestJson) => ({ ...m, version: -1 })],
    ['no documents', 'empty', (m: ManifestJson) => ({ ...m, documents: [] })],
    ['documents that are none', 'unsafe', (m: ManifestJson) => ({ ...m, documents: 'all' })],
    ['one document twice', 'unsafe', (m: ManifestJson) => ({ ...m, documents: [m.documents[0], m.documents[0]] })],
    ['an id that is a path', 'unsafe', (m: ManifestJson) => ({ ...m, documents: [{ ...m.documents[0], id: '../x' }] })],
    [
      'the id of the list',
      'unsafe',
      (m: ManifestJson) => ({ ...m, documents: [{ ...m.documents[0], id: 'ecritoire-library' }] }),
    ],
    [
      'a state elsewhere',
      'unsafe',
      (m: ManifestJson) => ({ ...m, documents: [{ ...m.documents[0], state: m.documents[1]?.['state'] }] }),
    ],
    ['no object at all', 'unsafe', () => null],
  ])('[F4, F5] a manifest with %s is %s', async (_, fault, change) => {
    const file = await rewritten((manifest, entries) => ({
      ...entries,
      'manifest.json': text(JSON.stringify(change(manifest))),
    }));
    expect(await faultOf(file)).toBe(fault);
  });

  it('[F5] fields, entries and versions to come are passed over while they say that nothing is lost', async () => {
    const file = await rewritten((manifest, entries) => {
      const [first, second] = manifest.documents;
      const newer = { ...manifest, version: 7, colours: [], documents: [{ ...first, attachments: ['a'] }, second] };
      return { ...entries, 'attachments/a': text('picture'), 'manifest.json': text(JSON.stringify(newer)) };
    });
    expect(await faultOf(file)).toBeUndefined();
  });
});

describe('documents that are refused, while others are not', () => {
  /** A file whose first document has this state, with a hash that is right. */
  const withState = (bytes: Uint8Array) => fileOf([idOf(150), bytes], [idOf(151), state]);
  const encoded = (...values: readonly number[]) => {
    const encoder = encoding.createEncoder();
    for (const value of values) encoding.writeVarUint(encoder, value);
    return encoding.toUint8Array(encoder);
  };
  it.each([
    ['words', text('{"hello": "world"}')],
    ['nothing', new Uint8Array(0)],
    ['an update in the V2 encoding', Y.encodeStateAsUpdateV2(someDocument('a', 'b'))],
    ['a million collected letters in ten bytes', encoded(1, 1, 7, 0, 0, 2 ** 25, 0)],
    ['a gap of a library', encoded(1, 1, 7, 2 ** 25, 0, 1, 0)],
    ['deletions of what nobody wrote', encoded(0, 1, 7, 1, 0, 2 ** 40)],
    ['a client of 40 bits', encoded(1, 1, 2 ** 40, 0, 0, 1, 0)],
    ['more clients than it has bytes', encoded(2 ** 31)],
    ['a million deletions of one letter each', encoded(0, 1, 7, 2 ** 21, 0, 1)],
  ])('[F9] %s', async (_, bytes) => {
    expect(await bringAll(withState(bytes))).toMatchObject([{ ok: false, error: 'no-document' }, { ok: true }]);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(idOf(150));
  });

  it('[F9] bytes that are not those of the hash, or more of them than was said', async () => {
    const other = await rewritten((_, entries) => ({
      ...entries,
      [budget]: new Uint8Array(entries[budget] ?? []).reverse(),
    }));
    expect(await bringAll(new Blob([other]))).toMatchObject([{ ok: true }, { ok: false, error: 'damaged-part' }]);
    const lying = await patched(budget, (view, entry) => {
      view.setUint32(entry + 24, view.getUint32(entry + 24, true) - 1, true);
    });
    expect(await faultOf(lying)).toBe('damaged');
    const wrongHeader = await bytesOf(sound);
    const header = new TextDecoder('latin1').decode(wrongHeader).indexOf(budget);
    wrongHeader[header] = 0x44;
    expect(await bringAll(new Blob([wrongHeader]))).toMatchObject([{ ok: true }, { ok: false, error: 'damaged-part' }]);
  });

  it('[F8] an entry that unpacks to more than it says is stopped there', async () => {
    const zeros = new Uint8Array(8 * 1024 * 1024);
    const file = await rewritten((manifest, entries) => {
      const [first] = manifest.documents;
      const said = { path: budget, bytes: 9_000, sha256: toSha256(zeros.subarray(0, 9_000)) };
      const document = { ...first, id: idOf(102), state: said };
      return {
        ...entries,
        [budget]: zeros,
        'manifest.json': text(JSON.stringify({ ...manifest, documents: [document] })),
      };
    });
    const view = new DataView(file.buffer);
    const directory = view.getUint32(file.length - 6, true);
    for (let at = directory; view.getUint32(at, true) === 0x0201_4b50; at += 46 + view.getUint16(at + 28, true))
      if (view.getUint32(at + 24, true) === zeros.length) view.setUint32(at + 24, 9_000, true);
    expect(await bringAll(new Blob([file]))).toEqual([{ ok: false, error: 'damaged-part' }]);
  });
});

describe('anything at all', () => {
  /** Some bytes replaced, and perhaps the end cut off. */
  const damages = fc.record({
    changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
    end: fc.option(fc.nat(), { freq: 3 }),
  });

  function damage(original: Uint8Array, { changes, end }: { changes: [number, number][]; end: number | null }) {
    const bytes = new Uint8Array(original);
    for (const [place, value] of changes) bytes[place % bytes.length] = value;
    return end === null ? bytes : bytes.slice(0, end % bytes.length);
  }

  it('[F16] a file damaged anywhere never throws, and brings a document as it was written, or not at all', async () => {
    const original = await bytesOf(sound);
    const tasks = createFileTasks();
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(damages, async (how) => {
        const file = new Blob([damage(original, how)]);
        const opened = await openArchive(file);
        if (!opened.ok) refused += 1;
        for (const document of opened.ok ? opened.value.documents : [])
          if (!(await tasks.bring(file, document)).ok) refused += 1;
        const stored = await storedDoc(idOf(101));
        if (wordsOf(stored) !== '') expect(Y.encodeStateAsUpdate(stored)).toEqual(state);
      }),
      { numRuns: 120 },
    );
    expect(refused).toBeGreaterThan(30);
  }, 30_000);

  it('[F9] a state damaged anywhere, under a hash that fits, is refused or taken: nothing is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(damages, async (how) => {
        const [outcome] = await bringAll(fileOf([idOf(160), damage(state, how)]));
        expect(typeof outcome?.ok).toBe('boolean');
      }),
      { numRuns: 100 },
    );
    expect(await storedDoc(idOf(160))).toBeInstanceOf(Y.Doc);
  }, 30_000);
});
