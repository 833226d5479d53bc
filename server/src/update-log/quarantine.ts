import type { DatabaseSync } from 'node:sqlite';

/** Where damaged bytes lay. `record` is the layout of version 1. */
export type DamageSource = 'journal' | 'commit' | 'part' | 'replaced' | 'record' | 'undecodable';

export type Damage = {
  readonly source: DamageSource;
  /** The record, the newest record of a part, or the first of a commit whose directory cannot be read. */
  readonly number: number;
  /** Undefined when even that cannot be told. */
  readonly room: number | undefined;
  readonly checksum: number;
  readonly bytes: Uint8Array;
};

/** Sets damaged bytes aside, once; answers whether they were not there yet. */
export function openQuarantine(database: DatabaseSync): (damage: Damage, atMs: number) => boolean {
  const add = database.prepare('INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?, ?, ?)');
  return ({ source, number, room, checksum, bytes }, atMs) =>
    add.run(source, number, room ?? null, atMs, checksum, bytes).changes === 1;
}
