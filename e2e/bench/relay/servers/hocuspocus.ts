import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

// Hocuspocus as its documentation starts it. Its SQLite extension needs a native build, so the same two statements
// run on Node's own SQLite, through the hooks that extension uses: the whole document, 2 to 10 s after a change.

interface HocuspocusModule {
  readonly Server: new (options: object) => { listen(): Promise<unknown> };
}
interface DatabaseModule {
  readonly Database: new (options: object) => object;
}

const { PORT: port, DATA_DIR: dataDir, PEERS_DIR: peersDir } = process.env;
if (port === undefined || dataDir === undefined || peersDir === undefined) throw new Error('PORT, DATA_DIR, PEERS_DIR');
const resolve = createRequire(join(peersDir, 'package.json')).resolve;
// As an ES module, like its own program: its CommonJS build would bring a second Yjs.
const esModule = (name: string) => pathToFileURL(resolve(name).replace(/\.cjs$/, '.esm.js')).href;
const { Server }: HocuspocusModule = await import(esModule('@hocuspocus/server'));
const { Database }: DatabaseModule = await import(esModule('@hocuspocus/extension-database'));

const database = new DatabaseSync(join(dataDir, 'hocuspocus.sqlite'));
database.exec(
  'CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))',
);
const select = database.prepare('SELECT data FROM "documents" WHERE name = ? ORDER BY rowid DESC');
const upsert = database.prepare(
  'INSERT INTO "documents" ("name", "data") VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data',
);

const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }: { readonly documentName: string }) => select.get(documentName)?.['data'] ?? null,
      store: async ({ documentName, state }: { readonly documentName: string; readonly state: Buffer }) => {
        upsert.run(documentName, state);
      },
    }),
  ],
});
await server.listen();
console.log('running at');
