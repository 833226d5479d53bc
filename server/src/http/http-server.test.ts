import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAllowedOrigin } from './allowed-origins.ts';
import { readClientFiles } from './client-files.ts';
import { createHttpServer } from './http-server.ts';
import { listen } from './listen.ts';

const script = 'console.log("Écritoire");\n'.repeat(100);
const open: Server[] = [];
let address: string;
let outside: string;

async function serve(folder: string, publicOrigin?: string, isReady = true): Promise<string> {
  const server = createHttpServer({
    clientFiles: await readClientFiles(folder),
    publicOrigin,
    isReady: async () => isReady,
    renderMetrics: async () => 'ecritoire_rooms 0\n',
    isSyncPath: () => false,
    answerSync: async () => undefined,
    requestFailed: (message) => {
      throw new Error(message);
    },
  });
  open.push(server);
  const listening = await listen(server, '127.0.0.1', 0);
  if (!listening.ok) throw new Error(listening.error);
  return listening.value;
}

/** The path exactly as written: fetch would tidy it up first. */
function getRaw(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

beforeAll(async () => {
  const parent = await mkdtemp(join(tmpdir(), 'ecritoire-http-'));
  const folder = join(parent, 'dist');
  outside = join(parent, 'secret.txt');
  await writeFile(outside, 'secret');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Écritoire</title>');
  await writeFile(join(folder, 'service-worker.js'), '// worker');
  await writeFile(join(folder, 'repair.html'), '<!doctype html><title>Repair</title>');
  await writeFile(join(folder, 'manifest.webmanifest'), '{}');
  await writeFile(join(folder, 'assets', 'main-C0ntentH.js'), script);
  address = await serve(folder);
});

afterAll(() => {
  for (const server of open) server.close();
});

describe('the client over HTTP', () => {
  it.each(['/', '/d/AAAAAAAAAAAAAAAAAAAAAA', '/d/x?lang=fr', '/pinned', '/recent', '/trash', '/folder/x', '/link'])(
    '[H1] %s opens the client',
    async (path) => {
      const response = await fetch(address + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toContain('Écritoire');
    },
  );

  it.each([
    '/unknown',
    '/d',
    '/d/',
    '/folder/',
    '/trash/x',
    '/link/',
    '/assets/',
    '/assets/gone-12345678.js',
    '/index.html/x',
  ])('[H1] %s is not there', async (path) => {
    expect((await fetch(address + path)).status).toBe(404);
  });

  it('[H1] /repair opens the page that needs nothing of the client', async () => {
    const response = await fetch(`${address}/repair`);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(await response.text()).toContain('Repair');
    expect((await fetch(`${address}/repair/x`)).status).toBe(404);
  });

  it('[H2] no spelling of a path leaves the folder', async () => {
    const paths = [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '//secret.txt',
    ];
    for (const path of [...paths, '/assets/..\\..\\secret.txt', outside, `/${outside}`])
      expect(await getRaw(path), path).toBe(404);
  });

  it('[H3] named assets are kept for ever, everything else is asked for again', async () => {
    const caching = async (path: string) => (await fetch(address + path)).headers.get('cache-control');
    expect(await caching('/assets/main-C0ntentH.js')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/d/x', '/index.html', '/service-worker.js', '/manifest.webmanifest'])
      expect(await caching(path)).toBe('no-cache');
  });

  it('[H3] what has not changed is not sent again', async () => {
    const etag = (await fetch(address)).headers.get('etag') ?? '';
    const again = await fetch(address, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('[H3] text is compressed as the browser likes, small files and refusals are not', async () => {
    const bytesOf = async (path: string, accept: string): Promise<[string | undefined, Buffer]> =>
      new Promise((resolve, reject) => {
        request(address + path, { headers: { 'Accept-Encoding': accept } }, async (response) => {
          resolve([response.headers['content-encoding'], Buffer.concat(await response.toArray())]);
        })
          .on('error', reject)
          .end();
      });
    const [brotli, brotliBytes] = await bytesOf('/assets/main-C0ntentH.js', 'gzip, deflate, br, zstd');
    expect([brotli, brotliDecompressSync(brotliBytes).toString()]).toEqual(['br', script]);
    const [gzip, gzipBytes] = await bytesOf('/assets/main-C0ntentH.js', 'gzip;q=1.0, br;q=0');
    expect([gzip, gunzipSync(gzipBytes).toString()]).toEqual(['gzip', script]);
    expect((await bytesOf('/', 'br'))[0]).toBeUndefined();
    expect((await bytesOf('/assets/main-C0ntentH.js', ''))[0]).toBeUndefined();
  });

  it('[H4] HEAD answers like GET without the body, other methods are refused', async () => {
    const head = await fetch(address, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '40', '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const refused = await fetch(address, { method });
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });

  it('[H5] every answer carries the security headers, TLS only where there is TLS', async () => {
    for (const path of ['/', '/unknown', '/healthz', '/metrics']) {
      const { headers } = await fetch(address + path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.has('strict-transport-security')).toBe(false);
    }
    const secure = await serve(join(outside, '..', 'dist'), 'https://docs.example.org');
    expect((await fetch(secure)).headers.get('strict-transport-security')).toBe('max-age=63072000');
  });

  it('[H6] health, readiness and metrics', async () => {
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${address}/metrics`)).text()).toBe('ecritoire_rooms 0\n');
    const broken = await serve(join(outside, '..', 'dist'), undefined, false);
    expect((await fetch(`${broken}/readyz`)).status).toBe(503);
  });

  it('[H7] without a built client the page says what to do', async () => {
    const unbuilt = await serve(join(outside, '..', 'missing'));
    const response = await fetch(unbuilt);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('pnpm build');
    expect((await fetch(`${unbuilt}/healthz`)).status).toBe(200);
  });
});

describe('origins', () => {
  const local = [
    'http://localhost:4100',
    'http://127.0.0.1:9',
    'https://localhost',
    'http://[::1]:4100',
    'http://app.localhost',
  ];
  const foreign = [
    'null',
    '',
    'https://evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'file://',
    'http://10.0.0.1',
  ];

  it('[R1] listening on this machine, its pages may connect and no others', () => {
    for (const origin of local) expect(isAllowedOrigin(origin, '127.0.0.1', undefined), origin).toBe(true);
    for (const origin of foreign) expect(isAllowedOrigin(origin, '127.0.0.1', undefined), origin).toBe(false);
  });

  it('[R1] the public address may connect, look-alikes may not', () => {
    const allowed = (origin: string): boolean => isAllowedOrigin(origin, '0.0.0.0', 'https://docs.example.org');
    expect(allowed('https://docs.example.org')).toBe(true);
    for (const origin of [
      'http://docs.example.org',
      'https://docs.example.org:8443',
      'https://docs.example.org.evil',
      ...local,
      ...foreign,
    ])
      expect(allowed(origin), origin).toBe(false);
  });

  it('[R1] a program that is no page may connect', () => {
    expect(isAllowedOrigin(undefined, '0.0.0.0', 'https://docs.example.org')).toBe(true);
  });
});
