import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The built client, read once: a name outside it cannot be asked for, and a new build never mixes with the old. */
export type ClientFiles = {
  /** By address, `/assets/main-abc.js`; undefined when there is no such file. */
  find(path: string): ClientFile | undefined;
};

export type ClientFile = {
  readonly contentType: string;
  readonly cacheControl: string;
  readonly etag: string;
  /** The bytes in the best encoding that the browser takes. */
  body(acceptEncoding: string): Promise<{ readonly bytes: Uint8Array; readonly encoding: Encoding }>;
};

export type Encoding = 'br' | 'gzip' | 'identity';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

const compressible = /^(text\/|application\/(json|manifest)|image\/svg)/;
const minCompressibleBytes = 1024;

// Built assets carry a hash of their content in their name; what has a fixed name must be asked for again each time.
const hashedName = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.\w+$/;
const forever = 'public, max-age=31536000, immutable';
const askAgain = 'no-cache';

/** Reads the folder; undefined when the client was not built. */
export async function readClientFiles(folder: string): Promise<ClientFiles | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  const files = new Map<string, ClientFile>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    files.set(path, createClientFile(path, await readFile(file)));
  }
  return files.has('/index.html') ? { find: (path) => files.get(path) } : undefined;
}

function createClientFile(path: string, bytes: Uint8Array): ClientFile {
  const contentType = contentTypes[extname(path)] ?? 'application/octet-stream';
  const isCompressible = compressible.test(contentType) && bytes.length >= minCompressibleBytes;
  const compressed = new Map<Encoding, Promise<Uint8Array>>();

  function bytesIn(encoding: Encoding): Promise<Uint8Array> {
    const known = compressed.get(encoding) ?? compress(bytes, encoding);
    compressed.set(encoding, known);
    return known;
  }

  return {
    contentType,
    cacheControl: hashedName.test(path) ? forever : askAgain,
    // Weak, because the encodings of a file share it.
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    async body(acceptEncoding) {
      const encoding = isCompressible ? bestEncoding(acceptEncoding) : 'identity';
      return { bytes: await bytesIn(encoding), encoding };
    },
  };
}

function bestEncoding(acceptEncoding: string): Encoding {
  const accepted = acceptEncoding.split(',').flatMap((part) => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
  });
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : 'identity';
}

// Quality 9 is done once per file in tens of milliseconds; 11 takes seconds for a percent or two.
const brotliQuality = 9;

function compress(bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  if (encoding === 'br')
    return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } });
  return encoding === 'gzip' ? promisify(gzip)(bytes) : Promise.resolve(bytes);
}
