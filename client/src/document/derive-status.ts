import type { UpdateStoreState } from '../storage/group-commit.ts';
import type { SyncState } from '../sync/open-sync.ts';
import { type DamageFacts, deriveRepair } from './derive-damage.ts';
import type { DocumentPhase, DocumentStatus, SaveState } from './document-status.ts';

/** Where a document is in its life. `awaited`: the device does not have it; what to show depends on the connection. */
export type LifePhase = Exclude<DocumentPhase, { name: 'fetching' | 'absent' }> | { readonly name: 'awaited' };

export interface DocumentFacts extends DamageFacts {
  readonly phase: LifePhase;
  readonly storage: UpdateStoreState;
  readonly savedAt: number | undefined;
}

/** What may be said of a document, from what its parts know. The only place where these words are chosen. */
export function deriveStatus(facts: DocumentFacts): DocumentStatus {
  const { phase, storage, sync, savedAt } = facts;
  return {
    phase: phase.name === 'awaited' ? awaitedPhase(sync) : phase,
    save: deriveSaveState(facts),
    connection: sync.connection,
    size: sync.size,
    isConfirmedByRelay: sync.confirmation === 'waiting' || sync.confirmation === 'complete',
    isStored: storage.pendingOwn === 0,
    storedAt: storage.storedAt,
    savedAt,
    failure: storage.failure,
    repair: deriveRepair(facts),
    restoredAt: storage.restoredAt,
    isOnRelay: sync.confirmation === 'complete',
    isOverHttp: sync.connection === 'connected' && sync.transport === 'http',
    isIntercepted: sync.connection !== 'connected' && sync.isIntercepted,
    hasReceived: sync.hasReceived,
    hasFailed: sync.hasFailed,
  };
}

// The same objects each time, for those who compare.
const absent: DocumentPhase = { name: 'absent' };
const fetching: DocumentPhase = { name: 'fetching' };

function awaitedPhase({ connection, hasFailed }: SyncState): DocumentPhase {
  return connection === 'refused' || (connection === 'connecting' && hasFailed) ? absent : fetching;
}

function deriveSaveState({ phase, storage, sync }: DocumentFacts): SaveState {
  if (phase.name === 'update-needed') return 'update-needed';
  if (storage.failure !== undefined || phase.name === 'unreadable') return 'error';
  if (phase.name !== 'ready') return 'loading';
  if (sync.isReadOnly) return 'read-only';
  if (storage.pendingOwn > 0) return 'sending';
  switch (sync.confirmation) {
    case 'complete':
      return 'saved';
    case 'waiting':
      return 'sending';
    case 'unknown':
    case 'none':
      return 'on-device';
  }
}
