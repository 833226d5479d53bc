import type * as Y from 'yjs';
import { createFlatMap } from '../library/flat-map.ts';
import { readText, readTime } from '../library/read-field.ts';
import { tidyDeviceName } from './device-name.ts';
import { isDeviceId } from './library-link.ts';

/** One of the devices that share a list. */
export interface LinkedDevice {
  readonly id: string;
  readonly name: string;
  /** When it last had a connection, to within half a day, by its own clock; in milliseconds since 1970. */
  readonly seenAt: number;
}

/** Which devices share a list: kept in the list itself, so each of them shows the same. */
export interface LinkedDevices {
  /** Those that were seen last first. */
  read(): readonly LinkedDevice[];
  observe(changed: () => void): () => void;
  isListed(id: string): boolean;
  /** This device has a connection. Writes only what is news: every write stays in the list for ever. */
  seen(id: string, name: string, nowMs: number): void;
  remove(id: string): void;
}

const seenEveryMs = 12 * 60 * 60_000;
const longestName = 400;

export function readLinkedDevices(doc: Y.Doc): LinkedDevices {
  const map = doc.getMap<unknown>('devices');
  const devices = createFlatMap<'name' | 'seenAt'>(map);
  const nameOf = (id: string) => tidyDeviceName(readText(devices.get(id, 'name'), longestName));
  const seenAtOf = (id: string) => readTime(devices.get(id, 'seenAt'));
  return {
    read: () =>
      [...devices.ids()]
        .filter(isDeviceId)
        .map((id) => ({ id, name: nameOf(id), seenAt: seenAtOf(id) }))
        .filter(({ seenAt }) => seenAt > 0)
        .sort((one, other) => other.seenAt - one.seenAt || (one.id < other.id ? -1 : 1)),
    observe(changed) {
      map.observe(changed);
      return () => map.unobserve(changed);
    },
    isListed: (id) => seenAtOf(id) > 0,
    seen(id, name, nowMs) {
      const isRecent = Math.abs(nowMs - seenAtOf(id)) < seenEveryMs;
      if (!isRecent || nameOf(id) !== name) doc.transact(() => devices.put(id, { name, seenAt: nowMs }));
    },
    remove: (id) => doc.transact(() => devices.remove(new Set([id]))),
  };
}
