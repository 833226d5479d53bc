import { type ConnectionEnd, createDatabase, openExistingDatabase, type UpdatesDatabase } from './database.ts';

/** The one connection of this tab to a document's database: opened at need, and again when it was taken away. */
export interface Connection {
  /** `undefined` when there is no database; asking creates none. Rejects with a DOMException. */
  existing(): Promise<UpdatesDatabase | undefined>;
  created(): Promise<UpdatesDatabase>;
  /** Lets go of it. The next need opens another. */
  close(): void;
}

/** `lost` is called when the browser took the connection away, which it also does when it deletes the database. */
export function createConnection(name: string, lost: () => void): Connection {
  let database: UpdatesDatabase | undefined;
  let opening: Promise<UpdatesDatabase | undefined> | undefined;

  async function open<T extends UpdatesDatabase | undefined>(
    how: (name: string, end: ConnectionEnd) => Promise<T>,
  ): Promise<T> {
    let opened: T | undefined;
    let hasEnded = false;
    const end = () => {
      hasEnded = true;
      if (database === opened) database = undefined;
    };
    opened = await how(name, {
      yielded: end,
      lost() {
        end();
        lost();
      },
    });
    if (!hasEnded) database = opened;
    return opened;
  }

  /** Whoever asks meanwhile waits for the same connection. */
  function share<T extends UpdatesDatabase | undefined>(made: Promise<T>): Promise<T> {
    const shared = made.finally(() => {
      if (opening === shared) opening = undefined;
    });
    opening = shared;
    return shared;
  }

  return {
    existing: async () => database ?? opening ?? share(open(openExistingDatabase)),
    created: async () => database ?? (await opening) ?? share(open(createDatabase)),
    close() {
      database?.close();
      database = undefined;
    },
  };
}
