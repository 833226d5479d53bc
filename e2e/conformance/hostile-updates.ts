import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Random } from '../support/random.ts';

const varUints = (...values: readonly number[]): Uint8Array =>
  encoding.encode((encoder) => {
    for (const value of values) encoding.writeVarUint(encoder, value);
  });

// The first byte of a struct in a V1 update (yjs/src/structs): what kind it is.
const gc = 0;
const skip = 10;

/** An update of one struct without content, garbage or a gap, and no deletions. */
export const gcUpdate = (client: number, clock: number, length: number): Uint8Array =>
  varUints(1, 1, client, clock, gc, length, 0);
export const skipUpdate = (client: number, clock: number, length: number): Uint8Array =>
  varUints(1, 1, client, clock, skip, length, 0);

const hasOrigin = 0x80;
const hasRightOrigin = 0x40;
const stringContent = 4;

/** Client 7 types its first letter beside, or inside, a unit of its own that comes later: it can be placed nowhere. */
export const besideItsOwnFuture = (neighbour: 'origin' | 'rightOrigin' | 'parent', clock: number): Uint8Array => {
  const flag = { origin: hasOrigin, rightOrigin: hasRightOrigin, parent: 0 }[neighbour];
  const isNamedByKey = 0;
  const parent = neighbour === 'parent' ? [isNamedByKey] : [];
  return encoding.encode((encoder) => {
    for (const value of [1, 1, 7, 0, flag | stringContent]) encoding.writeUint8(encoder, value);
    for (const value of [...parent, 7, clock]) encoding.writeVarUint(encoder, value);
    encoding.writeVarString(encoder, 'x');
    encoding.writeVarUint(encoder, 0);
  });
};

/** Client 7 types nothing at all, as a struct of its own. */
export const emptyString = (): Uint8Array =>
  encoding.encode((encoder) => {
    for (const value of [1, 1, 7, 0, stringContent, 1]) encoding.writeUint8(encoder, value);
    for (const value of ['content', '']) encoding.writeVarString(encoder, value);
    encoding.writeVarUint(encoder, 0);
  });

/** An update that only deletes, by default units of one client. */
export const deletion = (clock: number, length: number, clients = 1): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, clients);
    for (let client = clients; client > 0; client -= 1)
      for (const value of [client, 1, clock, length]) encoding.writeVarUint(encoder, value);
  });

/** So many clients of one unit of garbage each: 7 bytes a piece. */
export const manyClients = (count: number, firstClient = 0x10_00_00): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, count);
    for (let client = firstClient + count; client > firstClient; client -= 1)
      for (const value of [1, client, 0, gc, 1]) encoding.writeVarUint(encoder, value);
    encoding.writeVarUint(encoder, 0);
  });

/** A state vector that says how many entries it has, and has so many. */
export const stateVectorOf = (saidCount: number, realCount: number): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, saidCount);
    for (let client = 0; client < realCount; client += 1)
      for (const value of [2 ** 31 + client, 1]) encoding.writeVarUint(encoder, value);
  });

/** An awareness update of so many entries, each with that state. */
export const awarenessOf = (
  count: number,
  state: string | Uint8Array,
  saidCount = count,
  firstClient = 0x20_00_00,
): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, saidCount);
    for (let client = 0; client < count; client += 1) {
      for (const value of [firstClient + client, 1]) encoding.writeVarUint(encoder, value);
      if (typeof state === 'string') encoding.writeVarString(encoder, state);
      else encoding.writeVarUint8Array(encoder, state);
    }
  });

/** A document as somebody might have written it, with everything that an update can hold; its author is `client`. */
export function someUpdate(client: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = client;
  const text = doc.getText('content');
  text.insert(0, 'An ordinary sentence, 𝔴ith a surrogate pair.');
  text.format(3, 8, { bold: true });
  text.delete(5, 9);
  text.insertEmbed(4, { image: 'x' });
  const map = doc.getMap('attributes');
  map.set('list', new Y.Array());
  map.set('bytes', Uint8Array.of(1, 2, 3));
  map.set('bytes', null);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('words')]);
  paragraph.setAttribute('level', '2');
  doc.getXmlFragment('prose').insert(0, [paragraph]);
  map.set('child', new Y.Doc());
  return Y.encodeStateAsUpdate(doc);
}

/**
 * The same, damaged: bytes changed, cut, doubled or moved. Every mutant must have an author of its own: two versions
 * of one struct are a fork that nobody can mend, and no test of the relay.
 */
export function mutatedUpdate(random: Random, client: number): Uint8Array {
  let bytes = [...someUpdate(client)];
  const times = 1 + random.below(3);
  for (let time = 0; time < times; time += 1) {
    const at = random.below(bytes.length);
    const length = 1 + random.below(4);
    const mutate = random.pick([
      () => bytes.with(at, random.below(256)),
      () => bytes.with(at, (bytes[at] ?? 0) ^ (1 << random.below(8))),
      () => bytes.toSpliced(at, length),
      () => bytes.toSpliced(at, 0, ...bytes.slice(at, at + length)),
      () => bytes.toSpliced(at, length, ...[0xff, 0xff, 0xff, 0xff, 0x0f].slice(0, length + 1)),
    ]);
    bytes = mutate();
  }
  return Uint8Array.from(bytes);
}
