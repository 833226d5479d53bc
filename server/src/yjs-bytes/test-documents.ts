import * as Y from 'yjs';

/** Numbers between 0 and 1 that a seed decides (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The updates of a document that some clients wrote together, meeting now and then; every kind of content is in it. */
export function randomUpdates(seed: number, edits: number, clients = 3): Uint8Array[] {
  const random = createRandom(seed);
  const updates: Uint8Array[] = [];
  const documents = Array.from({ length: clients }, (_, place) => {
    const document = new Y.Doc({ gc: place % 2 === 0 });
    document.clientID = Math.floor(random() * 2 ** 32);
    document.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'met') updates.push(update);
    });
    return document;
  });
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  for (let edit = 0; edit < edits; edit += 1) {
    pick(allEdits)(pick(documents), random);
    if (random() < 0.2) Y.applyUpdate(pick(documents), Y.encodeStateAsUpdate(pick(documents)), 'met');
  }
  return updates;
}

type Edit = (document: Y.Doc, random: () => number) => void;

const place = (length: number, random: () => number): number => Math.floor(random() * (length + 1));

const type: Edit = (document, random) => {
  const text = document.getText('text');
  const words = ['a', 'word ', 'é', '𝄞', '日本', 'x'.repeat(1 + Math.floor(random() * 200))];
  text.insert(place(text.length, random), words[Math.floor(random() * words.length)] ?? 'a');
};

const erase: Edit = (document, random) => {
  const text = document.getText('text');
  const start = place(text.length, random);
  text.delete(start, Math.min(text.length - start, Math.floor(random() * 12)));
};

const format: Edit = (document, random) => {
  const text = document.getText('text');
  const start = place(text.length, random);
  text.format(start, Math.min(text.length - start, 5), { bold: random() < 0.5 ? true : null, font: { size: 1 } });
};

const embed: Edit = (document, random) => {
  const text = document.getText('text');
  text.insertEmbed(place(text.length, random), { image: 'é', nested: [1, null] });
};

const build: Edit = (document, random) => {
  const fragment = document.getXmlFragment('content');
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.setAttribute('level', String(Math.floor(random() * 6)));
  paragraph.insert(0, [new Y.XmlText('some text'), new Y.XmlElement('break')]);
  fragment.insert(place(fragment.length, random), [paragraph]);
};

const tearDown: Edit = (document, random) => {
  const fragment = document.getXmlFragment('content');
  if (fragment.length > 0) fragment.delete(place(fragment.length - 1, random), 1);
};

const put: Edit = (document, random) => {
  const map = document.getMap<unknown>('meta');
  const values: unknown[] = [
    1.5,
    -70_000,
    2 ** 40,
    null,
    undefined,
    true,
    'text',
    { a: [1, { b: 'ü' }] },
    Uint8Array.of(1, 2, 3),
    123n,
    new Y.Map([['k', 1]]),
    new Y.Array(),
    new Y.Text('nested'),
    new Y.Doc({ guid: 'nested', meta: { x: 1 } }),
  ];
  map.set(`key${Math.floor(random() * 4)}`, values[Math.floor(random() * values.length)]);
};

const list: Edit = (document, random) => {
  const array = document.getArray<unknown>('list');
  array.insert(place(array.length, random), [1, 'two', { three: 3 }, Uint8Array.of(9)]);
  if (array.length > 8) array.delete(0, 3);
};

const allEdits: readonly Edit[] = [type, type, type, erase, erase, format, embed, build, tearDown, put, list];
