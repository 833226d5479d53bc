import { err, isLibraryRoomId, type LibraryRoomId, ok, type Result } from '@ecritoire/shared';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** That this device shares its list of documents with others. */
export interface LibraryLink {
  /** Whoever knows it can read and change the list: it is told to nobody but the relay, as the name of the room. */
  readonly room: LibraryRoomId;
  /** This device's name in the list of devices. */
  readonly deviceId: string;
  /** When the relay last had all of the list, in milliseconds since 1970; 0 before the first time. */
  readonly inStepAt: number;
  /** The relay takes the list no more, because it has grown too large. */
  readonly isTooLarge: boolean;
}

/** What this device remembers of its link: the same in all tabs, and never part of the list itself. */
export interface DeviceLink {
  /** `undefined`: this device shares its list with no other. */
  readonly state: StoreApi<LibraryLink | undefined>;
  /** The room of this device's list; made, and kept, if it has none. */
  giveRoom(): Result<LibraryRoomId, 'not-kept'>;
  /** From now on this device's list and that of the room are one. */
  join(room: LibraryRoomId): Result<void, 'not-kept'>;
  /** Notes how it stands with the relay. */
  note(change: Partial<Pick<LibraryLink, 'inStepAt' | 'isTooLarge'>>): void;
  /** From now on this device's list is its own. What is in it stays. */
  leave(): void;
}

const storageKey = 'ecritoire:library-link';

export interface DeviceLinkOptions {
  /** Asked for at each use: reading the property itself throws where storage is refused. */
  readonly memory: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly drawRoom: () => LibraryRoomId;
  readonly drawDeviceId: () => string;
}

/** Reads what was kept, and follows what other tabs change. Lives as long as the page. */
export function openDeviceLink({ memory, drawRoom, drawDeviceId }: DeviceLinkOptions): DeviceLink {
  const state = createStore<LibraryLink | undefined>(() => readKept(memory));

  addEventListener('storage', (event) => {
    // Without a key everything was cleared.
    if (event.key === storageKey || event.key === null) state.setState(parseLink(event.newValue), true);
  });

  /** A link that the next page would not know of is none: the two lists would part in silence. */
  function keep(link: LibraryLink): Result<void, 'not-kept'> {
    try {
      memory().setItem(storageKey, JSON.stringify(link));
    } catch {
      return err('not-kept');
    }
    state.setState(link, true);
    return ok(undefined);
  }

  const begin = (room: LibraryRoomId) => keep({ room, deviceId: drawDeviceId(), inStepAt: 0, isTooLarge: false });

  return {
    state,
    giveRoom() {
      const known = state.getState();
      if (known !== undefined) return ok(known.room);
      const room = drawRoom();
      const kept = begin(room);
      return kept.ok ? ok(room) : kept;
    },
    join: (room) => (state.getState()?.room === room ? ok(undefined) : begin(room)),
    note(change) {
      const link = state.getState();
      // What cannot be kept here is true in this tab at least.
      if (link !== undefined && !keep({ ...link, ...change }).ok) state.setState({ ...link, ...change }, true);
    },
    leave() {
      try {
        memory().removeItem(storageKey);
      } catch {
        // Where nothing can be kept, nothing was.
      }
      state.setState(undefined, true);
    },
  };
}

function readKept(memory: DeviceLinkOptions['memory']): LibraryLink | undefined {
  try {
    return parseLink(memory().getItem(storageKey));
  } catch {
    // Storage may be refused altogether; then nothing is linked.
    return undefined;
  }
}

function parseLink(text: string | null): LibraryLink | undefined {
  const { room, deviceId, inStepAt, isTooLarge } = parseRecord(text);
  if (typeof room !== 'string' || !isLibraryRoomId(room)) return undefined;
  if (typeof deviceId !== 'string' || !isDeviceId(deviceId)) return undefined;
  return { room, deviceId, inStepAt: typeof inStepAt === 'number' ? inStepAt : 0, isTooLarge: isTooLarge === true };
}

/** Whether a text has the form of a device's name in the list of devices. */
export const isDeviceId = (text: string): boolean => /^[A-Za-z0-9_-]{16}$/.test(text);

function parseRecord(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Somebody else wrote there.
    return {};
  }
}
