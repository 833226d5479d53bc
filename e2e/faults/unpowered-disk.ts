import { dirname } from 'node:path';
import type { Random } from '../support/random.ts';
import type { FolderContent } from './recording.ts';
import type { TracedEvent } from './system-calls.ts';

/** What becomes of the changes that were not flushed when the power goes. */
export const survivals = ['nothing', 'some-writes', 'torn-writes', 'everything'] as const;
export type Survival = (typeof survivals)[number];

/** A disk that knows what is on it for good, and what a power cut may take. */
export interface UnpoweredDisk {
  apply(event: TracedEvent): void;
  /** The files as they may be found after a power cut now. */
  afterPowerCut(survival: Survival, random: Random): FolderContent;
}

type Change =
  | { readonly at: number; readonly offset: number; readonly bytes: Buffer }
  | { readonly at: number; readonly sizeBytes: number };

interface Content {
  durable: Buffer;
  pending: Change[];
}

/** A name given to a content, or taken away. */
interface Naming {
  readonly at: number;
  readonly name: string;
  readonly content: Content | undefined;
}

const sectorBytes = 512;

/**
 * What POSIX promises and no more: a flush of a file keeps its bytes, a flush of the folder keeps its names; bytes
 * that were not flushed are kept or lost by the sector, in any order; names are kept in order, up to some point.
 */
export function createUnpoweredDisk(initial: FolderContent): UnpoweredDisk {
  const durableNames = new Map<string, Content>();
  for (const [name, durable] of initial) durableNames.set(name, { durable, pending: [] });
  const names = new Map(durableNames);
  let namings: Naming[] = [];

  const rename = (at: number, name: string, content: Content | undefined) => {
    setName(names, name, content);
    namings.push({ at, name, content });
  };

  const change = (file: string, made: Change) => {
    // A file that lost its name is gone at the cut, whatever it holds.
    names.get(file)?.pending.push(made);
  };

  const flush = (file: string, since: number) => {
    for (const { name, content } of namings.filter((naming) => naming.at < since && dirname(naming.name) === file))
      setName(durableNames, name, content);
    namings = namings.filter((naming) => naming.at >= since || dirname(naming.name) !== file);
    const content = names.get(file);
    if (content === undefined) return;
    content.durable = changed(
      content.durable,
      content.pending.filter(({ at }) => at < since),
    );
    content.pending = content.pending.filter(({ at }) => at >= since);
  };

  return {
    apply(event) {
      switch (event.type) {
        case 'written':
        case 'truncated':
          change(event.file, event);
          break;
        case 'created':
          if (!names.has(event.file)) rename(event.at, event.file, { durable: Buffer.alloc(0), pending: [] });
          break;
        case 'removed':
          rename(event.at, event.file, undefined);
          break;
        case 'renamed':
          rename(event.at, event.to, names.get(event.from));
          rename(event.at, event.from, undefined);
          break;
        case 'flushed':
          flush(event.file, event.since);
          break;
        case 'flush-failed': {
          const content = names.get(event.file);
          if (content !== undefined) content.pending = content.pending.filter(({ at }) => at >= event.since);
          break;
        }
        case 'acknowledged':
          break;
        default:
          throw new Error(`Unexpected: ${JSON.stringify(event satisfies never)}`);
      }
    },
    afterPowerCut(survival, random) {
      const found = new Map(durableNames);
      const kept = { nothing: 0, everything: namings.length }[survival as string] ?? random.below(namings.length + 1);
      for (const { name, content } of namings.slice(0, kept)) setName(found, name, content);
      return new Map(
        [...found].map(([name, { durable, pending }]) => {
          const surviving = pending.flatMap((made) => survivors(made, survival, random));
          return [name, changed(durable, surviving)] as const;
        }),
      );
    },
  };
}

function setName(names: Map<string, Content>, name: string, content: Content | undefined): void {
  if (content === undefined) names.delete(name);
  else names.set(name, content);
}

function survivors(made: Change, survival: Survival, random: Random): Change[] {
  const isKept = () => random.below(2) === 0;
  switch (survival) {
    case 'nothing':
      return [];
    case 'everything':
      return [made];
    case 'some-writes':
      return isKept() ? [made] : [];
    case 'torn-writes':
      return 'bytes' in made ? sectorsOf(made.at, made.offset, made.bytes).filter(isKept) : isKept() ? [made] : [];
    default:
      throw new Error(`Unexpected: ${survival satisfies never}`);
  }
}

function sectorsOf(at: number, offset: number, bytes: Buffer): Change[] {
  const sectors: Change[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = Math.min(bytes.length, start + sectorBytes - ((offset + start) % sectorBytes));
    sectors.push({ at, offset: offset + start, bytes: bytes.subarray(start, end) });
    start = end;
  }
  return sectors;
}

function changed(durable: Buffer, changes: readonly Change[]): Buffer {
  if (changes.length === 0) return durable;
  const ends = changes.map((made) => ('bytes' in made ? made.offset + made.bytes.length : made.sizeBytes));
  const bytes = Buffer.alloc(Math.max(durable.length, ...ends));
  durable.copy(bytes);
  let sizeBytes = durable.length;
  for (const made of changes) {
    if ('bytes' in made) {
      made.bytes.copy(bytes, made.offset);
      sizeBytes = Math.max(sizeBytes, made.offset + made.bytes.length);
    } else {
      bytes.fill(0, made.sizeBytes);
      sizeBytes = made.sizeBytes;
    }
  }
  return bytes.subarray(0, sizeBytes);
}
