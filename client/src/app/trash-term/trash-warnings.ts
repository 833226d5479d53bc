import { isDocumentId } from '@ecritoire/shared';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TrashWarning, TrashWarnings } from '../../library/trash-term.ts';

/** What this device remembers of warnings that were seen: the same in all its windows, and no part of the list. */
export interface WarningsKept {
  readonly state: StoreApi<TrashWarnings>;
  /** What cannot be kept was not seen: then nothing goes by itself. */
  keep(warnings: TrashWarnings): void;
}

const storageKey = 'ecritoire:trash-warnings';

/** Lives as long as the page. `memory` is asked for at each use: reading the property throws where storage is refused. */
export function openWarnings(memory: () => Pick<Storage, 'getItem' | 'setItem'>): WarningsKept {
  const state = createStore<TrashWarnings>(() => read(memory));
  addEventListener('storage', ({ key }) => {
    // Without a key everything was cleared.
    if (key === storageKey || key === null) state.setState(read(memory), true);
  });
  return {
    state,
    keep(warnings) {
      try {
        memory().setItem(storageKey, JSON.stringify([...warnings]));
      } catch {
        return;
      }
      state.setState(warnings, true);
    },
  };
}

function read(memory: Parameters<typeof openWarnings>[0]): TrashWarnings {
  try {
    const value: unknown = JSON.parse(memory().getItem(storageKey) ?? '[]');
    return new Map(Array.isArray(value) ? value.flatMap(toEntry) : []);
  } catch {
    // Somebody else wrote there, or storage is refused: nothing was seen.
    return new Map();
  }
}

function toEntry(value: unknown): [Parameters<TrashWarnings['get']>[0], TrashWarning][] {
  const [id, warning]: readonly unknown[] = Array.isArray(value) ? value : [];
  const { trashedAt, seenAt }: Partial<Record<keyof TrashWarning, unknown>> =
    typeof warning === 'object' && warning !== null ? warning : {};
  const isWarning = typeof id === 'string' && isDocumentId(id) && isTime(trashedAt) && isTime(seenAt);
  return isWarning ? [[id, { trashedAt, seenAt }]] : [];
}

const isTime = (value: unknown): value is number => typeof value === 'number' && value > 0 && Number.isFinite(value);
