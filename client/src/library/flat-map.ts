import type * as Y from 'yjs';

/**
 * Things in one Yjs map, each field of each under a key of its own, `<id>/<field>`: nested maps that two devices create
 * at once overwrite each other. What is read may come from another device, a file or another program.
 */
export interface FlatMap<Field extends string> {
  /** Whoever wrote it. `undefined` when nobody did. */
  get(id: string, field: Field): unknown;
  /** Writes what is not there already. */
  put(id: string, fields: Partial<Readonly<Record<Field, string | number>>>): void;
  /** Takes away every field of these things, those of other versions too. */
  remove(ids: ReadonlySet<string>): void;
  /** Of everything that has a field, whether it makes sense or not. */
  ids(): Set<string>;
  /** Calls back after each transaction that changed something, here or elsewhere, with the ids of what it changed. */
  observe(changed: (ids: ReadonlySet<string>) => void): void;
}

export function createFlatMap<Field extends string>(map: Y.Map<unknown>): FlatMap<Field> {
  return {
    get: (id, field) => map.get(`${id}/${field}`),
    put(id, fields) {
      for (const [field, value] of Object.entries(fields)) {
        const key = `${id}/${field}`;
        if (map.get(key) !== value) map.set(key, value);
      }
    },
    remove(ids) {
      for (const key of [...map.keys()]) if (ids.has(idIn(key))) map.delete(key);
    },
    ids: () => idsOf(map.keys()),
    observe: (changed) => map.observe(({ keysChanged }) => changed(idsOf(keysChanged))),
  };
}

function idsOf(keys: Iterable<string>): Set<string> {
  const ids = new Set<string>();
  for (const key of keys) ids.add(idIn(key));
  return ids;
}

const idIn = (key: string): string => key.slice(0, Math.max(0, key.indexOf('/')));
