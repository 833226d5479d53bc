import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  closeCodes,
  decodeParcel,
  encodeParcel,
  isRoomId,
  isSessionId,
  longestPollSeconds,
  maxParcelBytes,
  noFrames,
  parcelContentType,
} from '@ecritoire/shared';
import { pathOf } from '../http-server.ts';
import { admitAddress, asksForExtension, queryOf, type SyncContext } from '../sync-context.ts';
import { HttpSession, type Reply } from './http-session.ts';
import { readBody } from './read-body.ts';

export type HttpSyncContext = SyncContext & {
  readonly now: () => number;
  /** The next one is refused. */
  readonly maxSessions: number;
  /** What every answer carries. */
  readonly headers: Readonly<Record<string, string>>;
};

/** The relay for those whose network lets no WebSocket through (docs/protocol.md §5). */
export type HttpSync = {
  /** Answers a request on `/sync-http/<room>`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Call about once a second: one timer serves every session. */
  sweep(): void;
  /** New sessions are refused with 503 from now on. */
  stopAccepting(): void;
  connectionCount(): number;
  /** Waits until every farewell is in an answer, then forgets all sessions. */
  closed(): Promise<void>;
};

const httpSyncPath = '/sync-http/';
const farewellMs = 2000;
const lookEveryMs = 20;

/** A request whose form is right: `number` is that of a piece the client sends, or the last one that it has. */
type Question = {
  readonly room: string;
  readonly id: string;
  readonly direction: 'sends' | 'listens';
  readonly number: number;
  readonly query: URLSearchParams;
};

export function createHttpSync(context: HttpSyncContext): HttpSync {
  const sessionsByKey = new Map<string, HttpSession>();
  const bodiesByPlace = new Map<string, IncomingMessage>();
  const headers = {
    ...context.headers,
    'Content-Type': parcelContentType,
    // Neither kept by a proxy nor packed: an answer is for one ear, and small.
    'Cache-Control': 'no-store, no-transform',
  };
  let isAccepting = true;

  function refuse(response: ServerResponse, status: number): void {
    context.refused(status);
    response.writeHead(status, { ...context.headers, 'Cache-Control': 'no-store', 'Content-Length': 0 }).end();
  }

  const replyTo = (response: ServerResponse): Reply => ({
    answer(parcel) {
      const body = encodeParcel(parcel);
      response.writeHead(200, { ...headers, 'Content-Length': body.length }).end(body);
    },
    drop: () => response.destroy(),
  });

  function listen({ room, id, number, query }: Question, response: ServerResponse): void {
    const session = sessionsByKey.get(keyOf(room, id));
    const reply = replyTo(response);
    if (session === undefined) {
      reply.answer({ session: id, type: 'gone', number: 0, frames: noFrames });
      return;
    }
    response.once('close', () => session.abandoned(reply));
    const waitSeconds = Math.min(toCount(query.get('wait')) ?? longestPollSeconds, longestPollSeconds);
    session.listen(number, waitSeconds * 1000, reply);
  }

  async function receive(question: Question, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { room, id, number } = question;
    const key = keyOf(room, id);
    // One at a time, or that and the next: the client has given up the earlier one of the same place.
    const place = `${key} ${number % 2}`;
    const gone = (): void => replyTo(response).answer({ session: id, type: 'gone', number: 0, frames: noFrames });
    if (!sessionsByKey.has(key)) {
      gone();
      return;
    }
    bodiesByPlace.get(place)?.destroy();
    bodiesByPlace.set(place, request);
    const body = await readBody(request, maxParcelBytes);
    if (bodiesByPlace.get(place) === request) bodiesByPlace.delete(place);
    if (body === 'aborted' || body === 'too-large') {
      response.destroy();
      return;
    }
    const session = sessionsByKey.get(key);
    const parcel = decodeParcel(body);
    const reply = replyTo(response);
    const isWhole = parcel.ok && parcel.value.session === id && parcel.value.number === number;
    if (session === undefined) gone();
    else if (!isWhole) session.arrivedDamaged(reply);
    else session.receive(number, parcel.value.frames, reply);
  }

  /** The client's piece 0, without content. Sent twice, it opens one session. */
  function open(question: Question, request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    const key = keyOf(question.room, question.id);
    if (sessionsByKey.has(key)) {
      sessionsByKey.get(key)?.receive(0, noFrames, replyTo(response));
      return;
    }
    if (!isAccepting || context.admission.isFull || sessionsByKey.size >= context.maxSessions) {
      refuse(response, 503);
      return;
    }
    const leave = admitAddress(context, request);
    if (leave === undefined) {
      refuse(response, 429);
      return;
    }
    const session = new HttpSession(question.id, context.now, () => {
      sessionsByKey.delete(key);
      leave();
    });
    sessionsByKey.set(key, session);
    context.admission.queue(() => {
      welcome(session, question);
      session.receive(0, noFrames, replyTo(response));
    });
  }

  function welcome(session: HttpSession, { room, query }: Question): void {
    const connection = isRoomId(room) ? context.connect(room, session, asksForExtension(query)) : undefined;
    if (connection !== undefined) session.join(connection);
    else if (isRoomId(room)) session.close(closeCodes.roomFull, 'roomFull');
    else session.close(closeCodes.notFound, 'notFound');
  }

  return {
    async handle(request, response) {
      response.on('error', (error: Error) => context.transportFailed(error.message));
      const question = questionIn(request);
      if (request.method !== 'POST') refuse(response, 405);
      else if (!context.isAllowedOrigin(request.headers.origin)) refuse(response, 403);
      else if (question === undefined) refuse(response, 400);
      else if (question.direction === 'listens') listen(question, response);
      else if (question.number === 0) open(question, request, response);
      else await receive(question, request, response);
    },
    sweep() {
      for (const session of sessionsByKey.values()) session.sweep();
    },
    stopAccepting: () => {
      isAccepting = false;
    },
    connectionCount: () => sessionsByKey.size,
    async closed() {
      const untilMs = context.now() + farewellMs;
      const isWaiting = (): boolean => [...sessionsByKey.values()].some((session) => !session.isSettled);
      while (isWaiting() && context.now() < untilMs) await sleep(lookEveryMs);
      for (const session of [...sessionsByKey.values()]) session.terminate();
    },
  };
}

/** Whether a request is for here. */
export const isHttpSyncPath = (path: string): boolean => path.startsWith(httpSyncPath);

function questionIn(request: IncomingMessage): Question | undefined {
  const query = queryOf(request);
  const id = query.get('session') ?? '';
  const seq = toCount(query.get('seq'));
  const received = toCount(query.get('received'));
  const number = seq ?? received;
  if (!isSessionId(id) || number === undefined || (seq !== undefined && received !== undefined)) return undefined;
  const room = pathOf(request).slice(httpSyncPath.length);
  return { room, id, direction: seq === undefined ? 'listens' : 'sends', number, query };
}

const toCount = (text: string | null): number | undefined =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

const keyOf = (room: string, id: string): string => `${room} ${id}`;
