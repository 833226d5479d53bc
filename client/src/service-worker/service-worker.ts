import { scriptOfLock, takeOverMessage } from './agreement.ts';
import { createProgramFiles, type ProgramFile } from './program-files.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly ProgramFile[] };

/** What the relay answers itself, and the page that repairs: never from the device. */
const forNetwork = /^\/(sync|repair|healthz|readyz|metrics)(\/|\.|$)/;

const files = self.__WB_MANIFEST;
const site = new URL('/', self.location.href).href;
const program = createProgramFiles(files, site, caches, (request) => fetch(request));
const ownPaths = new Set(files.map(({ url }) => new URL(url, site).pathname));

self.addEventListener('install', (event) => event.waitUntil(program.install()));

self.addEventListener('activate', (event) => event.waitUntil(begin()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || forNetwork.test(pathname)) return;
  if (request.mode === 'navigate') {
    event.respondWith(orFromNetwork(request, program.findPage()));
    event.waitUntil(forgetUnused());
  } else if (ownPaths.has(pathname) || pathname.startsWith('/assets/')) {
    event.respondWith(orFromNetwork(request, program.find(pathname)));
  }
});

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === takeOverMessage)
    event.waitUntil(takeOver());
});

/** The page that came before the first worker is in its hands from now on: its parts are on the device too. */
async function begin(): Promise<void> {
  await self.clients.claim();
  await forgetUnused();
}

/** Only for a person who asked for it, and never with half a build: somebody may have cleared the browser's caches. */
async function takeOver(): Promise<void> {
  if (!(await program.isWhole())) await program.install();
  await self.skipWaiting();
}

/** A device whose storage fails still gets the page, as long as there is a network. */
async function orFromNetwork(request: Request, kept: Promise<Response | undefined>): Promise<Response> {
  const found = await kept.catch(() => undefined);
  return found ?? fetch(request);
}

/** Old builds stay until no open page runs them; a page that has not said yet which one it runs may run any. */
async function forgetUnused(): Promise<void> {
  const [{ held = [] }, pages] = await Promise.all([
    navigator.locks.query(),
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }),
  ]);
  const scripts = held.flatMap(({ name }) => scriptOfLock(name ?? '') ?? []);
  if (scripts.length < pages.length) return;
  const { registration } = self;
  await program.keepOnly(scripts, () => registration.installing === null && registration.waiting === null);
}
