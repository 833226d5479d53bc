import { createStore } from 'zustand/vanilla';
import { type DocumentFacts, deriveStatus } from './derive-status.ts';
import type { DocumentStatus } from './document-status.ts';

/** The status of an open document, as its facts were when it was last published. */
export interface LiveStatus {
  getStatus(): DocumentStatus;
  subscribe(listener: () => void): () => void;
  /** Some fact has changed: says so, in the same turn. */
  publish(): void;
}

export interface LiveStatusOptions {
  readFacts(): Omit<DocumentFacts, 'savedAt'>;
  /** The relay has confirmed everything, which it had not before. */
  saved(): void;
  /** Nothing is missing any more of what was damaged. */
  repaired(): void;
}

export function createLiveStatus({ readFacts, saved, repaired }: LiveStatusOptions): LiveStatus {
  let savedAt: number | undefined;
  const currentStatus = () => deriveStatus({ ...readFacts(), savedAt });
  const status = createStore<DocumentStatus>(currentStatus);

  return {
    getStatus: status.getState,
    subscribe: status.subscribe,
    publish() {
      const before = status.getState();
      let after = currentStatus();
      if (after.save === 'saved' && before.save !== 'saved') {
        savedAt = Date.now();
        after = currentStatus();
        saved();
      }
      status.setState(after, true);
      if (after.repair === 'whole' && before.repair !== 'whole') repaired();
    },
  };
}
