import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ClientFile, ClientFiles } from './client-files.ts';
import { securityHeaders } from './security-headers.ts';

export type HttpContext = {
  /** Undefined when the client was not built. */
  readonly clientFiles: ClientFiles | undefined;
  readonly publicOrigin: string | undefined;
  /** Whether the disk takes writes and the relay takes connections. */
  readonly isReady: () => Promise<boolean>;
  readonly renderMetrics: () => Promise<string>;
  readonly requestFailed: (message: string) => void;
  /** Whether a request on this path is for `answerSync`. */
  readonly isSyncPath: (path: string) => boolean;
  readonly answerSync: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

/** The addresses that open the client; the client's router knows the same ones. */
const clientRoutes: readonly RegExp[] = [/^\/$/, /^\/(pinned|recent|trash|link)$/, /^\/(d|folder)\/.+$/];
/** A page of its own, for when the client does not open. */
const repairRoute = '/repair';

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
};

/** Everything over HTTP except the upgrade to a WebSocket. Not listening yet. */
export function createHttpServer(context: HttpContext): Server {
  const sharedHeaders = securityHeaders(context.publicOrigin);

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, headers, body } = await answerTo(request, context);
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    response.writeHead(status, {
      ...sharedHeaders,
      ...headers,
      ...(status === 304 ? {} : { 'Content-Length': bytes.length }),
    });
    response.end(request.method === 'HEAD' || status === 304 ? undefined : bytes);
  }

  return createServer(
    { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    (request, response) => {
      const answered = context.isSyncPath(pathOf(request))
        ? context.answerSync(request, response)
        : respond(request, response);
      answered.catch((error: unknown) => {
        context.requestFailed(error instanceof Error ? error.message : String(error));
        response.destroy();
      });
    },
  );
}

async function answerTo(request: IncomingMessage, context: HttpContext): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return text(405, 'Only GET and HEAD are answered here.\n', { Allow: 'GET, HEAD' });
  const path = pathOf(request);
  switch (path) {
    case '/healthz':
      return text(200, 'ok\n');
    case '/readyz':
      return (await context.isReady()) ? text(200, 'ready\n') : text(503, 'not ready: the disk takes no writes\n');
    case '/metrics':
      return { ...text(200, await context.renderMetrics()), headers: metricsHeaders };
    default:
      return answerFile(request, path, context.clientFiles);
  }
}

async function answerFile(request: IncomingMessage, path: string, files: ClientFiles | undefined): Promise<Answer> {
  const isRoute = clientRoutes.some((route) => route.test(path));
  if (files === undefined) return isRoute ? notBuilt : text(404, 'Nothing here.\n');
  const file = files.find(isRoute ? '/index.html' : path === repairRoute ? '/repair.html' : path);
  return file === undefined ? notFound : fileAnswer(request, file);
}

async function fileAnswer(request: IncomingMessage, file: ClientFile): Promise<Answer> {
  const { contentType, cacheControl, etag } = file;
  const headers = { 'Content-Type': contentType, 'Cache-Control': cacheControl, ETag: etag, Vary: 'Accept-Encoding' };
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) return { status: 304, headers, body: '' };
  const { bytes, encoding } = await file.body(String(request.headers['accept-encoding'] ?? ''));
  return {
    status: 200,
    headers: encoding === 'identity' ? headers : { ...headers, 'Content-Encoding': encoding },
    body: bytes,
  };
}

/** The path of the request as it was written, without the query. */
export const pathOf = (request: IncomingMessage): string => request.url?.split('?', 1)[0] ?? '/';

const neverStored = { 'Cache-Control': 'no-store' };
const metricsHeaders = { ...neverStored, 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' };

const text = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', ...neverStored, ...headers },
  body,
});

const page = (status: number, title: string, sentence: string): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...neverStored },
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${sentence}</p></html>\n`,
});

const notFound = page(404, 'Page not found', 'There is nothing at this address. <a href="/">Open the documents</a>.');
const notBuilt = page(
  503,
  'The client is not built',
  'The relay runs, but there is no client to serve. Run <code>pnpm build</code>, then start again.',
);
