import { setTimeout as delay } from 'node:timers/promises';
import type { Post } from '../../client/src/sync/transport/ask-relay.ts';
import type { Random } from './random.ts';

/** What becomes of one request. */
const fates = [
  'passes',
  'request lost',
  'answer lost',
  'sent twice',
  'late copy',
  'slow',
  'request cut',
  'answer cut',
  'old answer',
  'sign-in page',
] as const;
type Fate = (typeof fates)[number];

export interface HostileNetwork {
  readonly post: Post;
  /** How often each thing happened. */
  readonly counts: ReadonlyMap<Fate, number>;
  /** Resolves when every late copy has arrived. */
  settled(): Promise<void>;
}

const longestDelayMs = 40;
const latestCopyMs = 300;
/** A client that fails five times in a row rightly takes the line for cut. */
const troublesInRow = 3;

/** The network between a browser and the relay, on a bad day that can be had again. */
export function createHostileNetwork(random: Random, troubleRate: number): HostileNetwork {
  const counts = new Map<Fate, number>();
  const copies: Promise<unknown>[] = [];
  const troubles = new Map<string, number>();
  let oldAnswer: Uint8Array<ArrayBuffer> | undefined;

  async function send(url: string, body: Uint8Array, signal?: AbortSignal): Promise<Response> {
    const headers = { 'Content-Type': 'application/vnd.ecritoire.parcel' };
    // What the client encodes is never in shared memory.
    const bytes = body as Uint8Array<ArrayBuffer>;
    return fetch(url, { method: 'POST', body: bytes, headers, ...(signal && { signal }) });
  }

  async function cutAnswer(answer: Response): Promise<Response> {
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return new Response(bytes.subarray(0, random.below(bytes.length)), { headers: answer.headers });
  }

  function fateOf(url: string): Fate {
    const direction = new URL(url).searchParams.has('seq') ? 'seq' : 'received';
    const inRow = troubles.get(direction) ?? 0;
    const fate = inRow < troublesInRow && random.next() < troubleRate ? random.pick(fates) : 'passes';
    troubles.set(direction, fate === 'passes' ? 0 : inRow + 1);
    counts.set(fate, (counts.get(fate) ?? 0) + 1);
    return fate;
  }

  async function post(url: string, body: Uint8Array, signal: AbortSignal): Promise<Response> {
    switch (fateOf(url)) {
      case 'passes': {
        const answer = await send(url, body, signal);
        oldAnswer = new Uint8Array(await answer.clone().arrayBuffer());
        return answer;
      }
      case 'request lost':
        throw new TypeError('Lost on the way there');
      case 'answer lost':
        await send(url, body, signal);
        throw new TypeError('Lost on the way back');
      case 'sent twice':
        return (await Promise.allSettled([send(url, body), send(url, body, signal)])).at(-1)?.status === 'fulfilled'
          ? send(url, body, signal)
          : Promise.reject(new TypeError('Lost'));
      case 'late copy':
        copies.push(delay(random.below(latestCopyMs)).then(() => send(url, body).catch(() => undefined)));
        return send(url, body, signal);
      case 'slow':
        await delay(random.below(longestDelayMs));
        return send(url, body, signal);
      case 'request cut':
        return send(url, body.subarray(0, random.below(body.length + 1)), signal);
      case 'answer cut':
        return cutAnswer(await send(url, body, signal));
      case 'old answer':
        return oldAnswer === undefined ? send(url, body, signal) : asAnswer(oldAnswer);
      case 'sign-in page':
        return new Response('<!doctype html>Sign in', { headers: { 'Content-Type': 'text/html' } });
    }
  }

  return {
    post,
    counts,
    async settled() {
      await Promise.all(copies);
    },
  };
}

const asAnswer = (bytes: Uint8Array<ArrayBuffer>): Response =>
  new Response(bytes, { headers: { 'Content-Type': 'application/vnd.ecritoire.parcel' } });
