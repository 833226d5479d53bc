/** What the benchmark calls in the page of the peers. */
export interface PeerPage {
  /** Reads a document with either storage, without an editor; resolves to how long that took and what was there. */
  open(storage: 'ours' | 'y-indexeddb', name: string): Promise<{ readonly ms: number; readonly text: string }>;
  /** Puts the keys of a trace into databases in y-indexeddb's format: a row for each, and all in one row. */
  fill(traceAddress: string, asRows: readonly string[], asOne: readonly string[]): Promise<void>;
}

declare global {
  interface Window {
    readonly peer: PeerPage;
  }
}
