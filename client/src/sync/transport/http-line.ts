import { encodeParcel, err, longestPollSeconds, noFrames, type Parcel, type Result } from '@ecritoire/shared';
import { type AskFailure, askRelay, type Post } from './ask-relay.ts';

/** A piece and its answer at 13 kB/s. What the relay has to say may be twice as much. */
const answerWithinMs = 15_000;
/** A request that failed is repeated as it was, after these pauses; then the line is taken for cut. */
const repeatAfterMs = [200, 500, 1_000, 2_000];
/** A question that was cut off after this long met somebody without patience: the next one asks to wait half as long. */
const impatientAfterMs = 2_000;
const nothing = new Uint8Array(0);

/** To another question than the one that was asked: somebody kept it, and gives it again. */
const staleAnswer: AskFailure = 'intercepted';

type Ask = () => Promise<Result<Parcel, AskFailure>>;

/**
 * One session over HTTP (docs/protocol.md §8): pieces of frames, each direction in order and one at a time, whatever the
 * network does to single requests.
 */
export class HttpLine {
  readonly #url: URL;
  readonly #session: string;
  readonly #post: Post;
  readonly #over = new AbortController();
  #failure: AskFailure | undefined;
  #sentNumber = 0;
  #underWay: { readonly number: number; readonly body: Uint8Array<ArrayBuffer> } | undefined;
  #receivedNumber = 0;
  #pollSeconds: number = longestPollSeconds;

  /** `url` is that of the room over HTTP: `https://notes.example/sync-http/<room>?ext=1`. Nothing is asked yet. */
  constructor(url: URL, post: Post) {
    this.#url = url;
    this.#post = post;
    this.#session = drawSession();
  }

  /** Why the last request failed; undefined when it did not. */
  get failure(): AskFailure | undefined {
    return this.#failure;
  }

  /** Begins the session. Returns false when that did not succeed at once. */
  async open(): Promise<boolean> {
    const opened = await this.#ask({ seq: 0 }, nothing, answerWithinMs, this.#over.signal);
    return opened.ok && opened.value.type === 'taken';
  }

  /** Returns true once the relay has the frames, false when the session is over. One call at a time. */
  async send(frames: Uint8Array): Promise<boolean> {
    const number = this.#sentNumber + 1;
    const body = this.#bodyOf(number, frames);
    this.#underWay = { number, body };
    const answer = await this.#repeat(() => this.#askToTake(number, body), this.#over.signal);
    this.#underWay = undefined;
    if (answer?.type !== 'taken') return false;
    this.#sentNumber = number;
    return true;
  }

  /** The next frames, of which there may be none yet; undefined when the session is over. One call at a time. */
  async receive(stop: AbortSignal): Promise<Uint8Array | undefined> {
    const signal = AbortSignal.any([stop, this.#over.signal]);
    const answer = await this.#repeat(() => this.#askForMore(signal), signal);
    if (answer?.type !== 'frames') return undefined;
    if (answer.number === this.#receivedNumber) return noFrames;
    this.#receivedNumber = answer.number;
    return answer.frames;
  }

  /**
   * Sends without waiting, for a page that is about to go: what is under way once more, since its request ends with the
   * page, and these frames. Returns false when that is more than the browser takes (64 KiB).
   */
  sendLast(frames: Uint8Array): boolean {
    const underWay = this.#underWay;
    if (underWay !== undefined && !this.#sendAlone(underWay.number, underWay.body)) return false;
    const number = (underWay?.number ?? this.#sentNumber) + 1;
    return this.#sendAlone(number, this.#bodyOf(number, frames));
  }

  /** Gives up every request. */
  abort(): void {
    this.#over.abort();
  }

  #sendAlone(number: number, body: Uint8Array<ArrayBuffer>): boolean {
    return navigator.sendBeacon(this.#address({ seq: number }), new Blob([body]));
  }

  #bodyOf(number: number, frames: Uint8Array): Uint8Array<ArrayBuffer> {
    const body = encodeParcel({ session: this.#session, type: 'frames', number, frames });
    // lib0 never encodes into shared memory, which is what the wider type would allow.
    return body as Uint8Array<ArrayBuffer>;
  }

  async #askToTake(number: number, body: Uint8Array): Promise<Result<Parcel, AskFailure>> {
    const asked = await this.#ask({ seq: number }, body, answerWithinMs, this.#over.signal);
    if (!asked.ok) return asked;
    const { type, number: taken } = asked.value;
    if (type === 'gone' || (type === 'taken' && taken === number)) return asked;
    return err(type === 'damaged' ? 'unreachable' : staleAnswer);
  }

  async #askForMore(signal: AbortSignal): Promise<Result<Parcel, AskFailure>> {
    const wait = this.#pollSeconds;
    const received = this.#receivedNumber;
    const startedAtMs = performance.now();
    const asked = await this.#ask({ received, wait }, nothing, wait * 1_000 + 2 * answerWithinMs, signal);
    if (!asked.ok) {
      this.#failedAfter(performance.now() - startedAtMs);
      return asked;
    }
    const { type, number } = asked.value;
    const isFresh = type === 'frames' && (number === received || number === received + 1);
    return type === 'gone' || isFresh ? asked : err(staleAnswer);
  }

  #failedAfter(lastedMs: number): void {
    if (lastedMs < impatientAfterMs) return;
    const halfSeconds = Math.floor(Math.min(this.#pollSeconds, lastedMs / 1_000) / 2);
    this.#pollSeconds = Math.max(1, halfSeconds);
  }

  /** Asks until there is an answer; undefined when there is none, or nobody waits for it any more. */
  async #repeat(ask: Ask, signal: AbortSignal): Promise<Parcel | undefined> {
    for (const pauseMs of [...repeatAfterMs, undefined]) {
      const asked = await ask();
      if (signal.aborted) return undefined;
      if (asked.ok) return asked.value;
      if (pauseMs === undefined || navigator.onLine === false) return undefined;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      if (signal.aborted) return undefined;
    }
    return undefined;
  }

  async #ask(
    query: Readonly<Record<string, number>>,
    body: Uint8Array,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<Result<Parcel, AskFailure>> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
    const asked = await askRelay(this.#post, this.#address(query), this.#session, body, deadline);
    if (!signal.aborted) this.#failure = asked.ok ? undefined : asked.error;
    return asked;
  }

  #address(query: Readonly<Record<string, number>>): string {
    const url = new URL(this.#url);
    url.searchParams.set('session', this.#session);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    return url.href;
  }
}

/** 16 random bytes in base64url. lib0's encoding takes a worker for Node. */
function drawSession(): string {
  const letters = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  return letters.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
