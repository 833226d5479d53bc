import { createStore, type StoreApi } from 'zustand/vanilla';
import { type DamageMark, type DamageMarks, toDamageMarks, writeDamageMarks } from './quarantine.ts';
import { type DamagedRow, type SoundRow, sortRows } from './sound-rows.ts';
import type { StoredUpdates } from './stored-updates.ts';
import type { UpdateStore } from './update-store.ts';

/** What of a document could not be read from this device. */
export interface Damage {
  /** Set aside: they stay stored as they are, and are never applied. */
  readonly rows: readonly DamagedRow[];
  /** Nothing of what is stored could be read. */
  readonly isTotal: boolean;
  /** When they were found, this device held changes that no relay had confirmed: these may be some of them. */
  readonly mayHoldUnsent: boolean;
  /** Everything they can have held is back from elsewhere. */
  readonly isRepaired: boolean;
  /** They were found by the live document itself, which is not to be trusted any more: only a new page helps. */
  readonly hasSpoiltDocument: boolean;
}

const noDamage: Damage = {
  rows: [],
  isTotal: false,
  mayHoldUnsent: false,
  isRepaired: false,
  hasSpoiltDocument: false,
};

/** Keeps account of the damage to one document's rows, on the device and in `state`. */
export interface DamageLog {
  readonly state: StoreApi<Damage>;
  /** The rows that may be applied. The others are set aside, on the device too, before this resolves. */
  sort(stored: StoredUpdates): Promise<readonly SoundRow[]>;
  /** Rows that were taken for sound have made the live document throw. */
  documentSpoilt(stored: StoredUpdates, refused: Iterable<SoundRow>): Promise<void>;
  /** Nothing could be read at all. */
  readFailed(): void;
  /** Remembers that nothing is missing any more. */
  repaired(): void;
}

export function createDamageLog(store: Pick<UpdateStore, 'withDatabase' | 'flush'>, now: () => number): DamageLog {
  const state = createStore<Damage>(() => noDamage);
  let marks: DamageMarks = new Map();

  async function setAside(stored: StoredUpdates, found: readonly DamagedRow[]): Promise<readonly DamagedRow[]> {
    const fresh = toDamageMarks(found, stored.unsaved.size > 0, now());
    // When this cannot be stored they are found again next time.
    if (fresh.size > 0) await store.withDatabase((database) => writeDamageMarks(database, fresh));
    marks = new Map([...stored.setAside, ...fresh]);
    const values = new Map(stored.rows.map(({ key, value }) => [key, value]));
    // A mark whose row is gone says nothing any more.
    return [...marks].flatMap(([key, { kind }]) => (values.has(key) ? [{ key, kind, value: values.get(key) }] : []));
  }

  /** Only once what came back is stored itself: otherwise the next opening must find the damage again. */
  async function remember(repaired: DamageMarks): Promise<void> {
    if (await store.flush()) await store.withDatabase((database) => writeDamageMarks(database, repaired));
  }

  const summary = (rows: readonly DamagedRow[]): Pick<Damage, 'mayHoldUnsent' | 'isRepaired'> => {
    const marksOfRows = rows.flatMap(({ key }): DamageMark | readonly DamageMark[] => marks.get(key) ?? []);
    return {
      mayHoldUnsent: marksOfRows.some((mark) => mark.mayHoldUnsent && !mark.isRepaired),
      isRepaired: rows.length > 0 && marksOfRows.every((mark) => mark.isRepaired),
    };
  };

  return {
    state,
    async sort(stored) {
      const { sound, damaged } = sortRows(stored.rows.filter(({ key }) => !stored.setAside.has(key)));
      const rows = await setAside(stored, damaged);
      const found = summary(rows);
      // What was whole again when the document was last open is no news.
      if (!found.isRepaired) state.setState({ rows, ...found });
      state.setState({ isTotal: rows.length > 0 && sound.length === 0 });
      return sound;
    },
    async documentSpoilt(stored, refused) {
      const rows = await setAside(
        stored,
        [...refused].map((row) => ({ ...row, kind: 'inapplicable' })),
      );
      state.setState({ rows, isTotal: true, hasSpoiltDocument: true, ...summary(rows) });
    },
    readFailed: () => state.setState({ isTotal: true, mayHoldUnsent: true }),
    repaired() {
      const repaired = new Map([...marks].map(([key, mark]) => [key, { ...mark, isRepaired: true }] as const));
      marks = repaired;
      state.setState({ isRepaired: true, mayHoldUnsent: false });
      void remember(repaired);
    },
  };
}
