export type Storage = 'ours' | 'y-indexeddb';

/** What the benchmark calls in the page of the peers. */
export interface PeerPage {
  /** Reads a document with either storage, without an editor; resolves to how long that took and what was there. */
  open(storage: Storage, name: string): Promise<{ readonly ms: number; readonly text: string }>;
  /** Puts the keys of a trace into two databases, as that storage does: a row for each key, and all in one row. */
  fill(traceAddress: string, storage: Storage, names: { readonly rows: string; readonly one: string }): Promise<void>;
}

declare global {
  interface Window {
    readonly peer: PeerPage;
  }
}
