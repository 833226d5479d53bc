import { beforeEach, expect, it } from 'vitest';
import { programLockName, scriptOfLock } from './agreement.ts';
import { createProgramFiles, type ProgramFile } from './program-files.ts';

const site = 'https://docs.example.org/';

/** As much of the browser's Cache Storage as the worker uses. */
function createCacheStorage() {
  const kept = new Map<string, Map<string, string>>();
  const open = (name: string) => {
    const entries = kept.get(name) ?? new Map<string, string>();
    kept.set(name, entries);
    return {
      async match(address: string) {
        const body = entries.get(address);
        return body === undefined ? undefined : new Response(body);
      },
      async put(address: string, response: Response) {
        entries.set(address, await response.text());
      },
    };
  };
  const stored = {
    open: async (name: string) => open(name),
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
    async match(address: string, options?: { cacheName?: string }) {
      const names = options?.cacheName === undefined ? [...kept.keys()] : [options.cacheName];
      for (const name of names) {
        const body = kept.get(name)?.get(address);
        if (body !== undefined) return new Response(body);
      }
      return undefined;
    },
  };
  return { kept, stored: stored as unknown as CacheStorage };
}

/** No hash, but like one it differs when the text does. */
const digest = (text: string) => `sha384-${btoa(text)}`;
const file = (url: string, text: string): ProgramFile => ({
  url,
  revision: url.startsWith('assets/') ? null : digest(text).slice(-8),
  integrity: digest(text),
});

const buildA = { 'index.html': 'page A', 'assets/main-aaa.js': 'main A', 'assets/font-fff.woff2': 'font' };
const buildB = { 'index.html': 'page B', 'assets/main-bbb.js': 'main B', 'assets/font-fff.woff2': 'font' };
type Build = Readonly<Record<string, string>>;

let cache: ReturnType<typeof createCacheStorage>;
let served: Build;
let asked: string[];

beforeEach(() => {
  cache = createCacheStorage();
  asked = [];
});

/** Checks what it fetched, as browsers do. */
async function fetchServed(request: Request): Promise<Response> {
  const path = request.url.slice(site.length);
  asked.push(path);
  const body = served[path];
  if (body !== undefined && digest(body) !== request.integrity) throw new TypeError('Failed to fetch: integrity');
  return new Response(body ?? 'Nothing here.', { status: body === undefined ? 404 : 200 });
}

const programOf = (build: Build) =>
  createProgramFiles(
    Object.entries(build).map(([url, text]) => file(url, text)),
    site,
    cache.stored,
    fetchServed,
  );

async function install(build: Build) {
  served = build;
  const program = programOf(build);
  await program.install();
  return program;
}

const textOf = async (found: Promise<Response | undefined>) => (await found)?.text();

it('[U4] the page comes from the build, a file also from another one that is kept', async () => {
  await install(buildA);
  const b = await install(buildB);
  expect(await b.isWhole()).toBe(true);
  expect(await textOf(b.findPage())).toBe('page B');
  expect(await textOf(b.find('/assets/main-bbb.js'))).toBe('main B');
  expect(await textOf(b.find('/assets/main-aaa.js'))).toBe('main A');
  expect(await textOf(b.find('/index.html'))).toBe('page B');
  expect(await textOf(b.find('/assets/main-ccc.js'))).toBeUndefined();
});

it('[U4] what an earlier build brought is not fetched again', async () => {
  await install(buildA);
  asked = [];
  await install(buildB);
  expect(asked.toSorted()).toEqual(['assets/main-bbb.js', 'index.html']);
});

it.each([
  ['a file that is not there', { ...buildB, 'assets/main-bbb.js': undefined }],
  ['a login page in its place', { ...buildB, 'assets/main-bbb.js': '<!doctype html>' }],
  ['the page of the old build', { ...buildB, 'index.html': buildA['index.html'] }],
])('[U5] a build with %s is refused, and the one before stays whole', async (_damage, damaged) => {
  const a = await install(buildA);
  const b = programOf(buildB);
  served = damaged as Build;
  await expect(b.install()).rejects.toThrow();
  expect(await b.isWhole()).toBe(false);
  expect(await a.isWhole()).toBe(true);
  expect(await textOf(a.findPage())).toBe('page A');
});

it('[U4] only the builds of which a page runs are kept, and all of them while another one is on its way', async () => {
  await install(buildA);
  const b = await install(buildB);
  await b.keepOnly(['/assets/main-aaa.js', '/assets/main-bbb.js'], () => true);
  expect(cache.kept.size).toBe(2);
  await b.keepOnly(['/assets/main-bbb.js'], () => false);
  expect(cache.kept.size).toBe(2);
  await b.keepOnly(['/assets/main-bbb.js'], () => true);
  expect(cache.kept.size).toBe(1);
  expect(await b.isWhole()).toBe(true);
  expect(await b.find('/assets/main-aaa.js')).toBeUndefined();
});

it('[U4] a build is kept that was listed before it came, and caches of others are left alone', async () => {
  const a = await install(buildA);
  await cache.stored.open('somebody-else');
  await a.keepOnly([], () => {
    served = buildB;
    void programOf(buildB).install();
    return true;
  });
  await expect.poll(() => programOf(buildB).isWhole()).toBe(true);
  expect(cache.kept.has('somebody-else')).toBe(true);
});

it('[U4] a lock says by which script its page was started', () => {
  expect(scriptOfLock(programLockName('/assets/main-aaa.js'))).toBe('/assets/main-aaa.js');
  expect(scriptOfLock('ecritoire:unstored-text')).toBeUndefined();
});
