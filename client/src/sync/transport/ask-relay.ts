import { decodeParcel, err, ok, type Parcel, parcelContentType, type Result } from '@ecritoire/shared';

/**
 * Why a request brought nothing.
 *
 * - `unreachable`: no answer, a broken one, or one that says that the relay is not there.
 * - `intercepted`: somebody else answered: a sign-in page, a filter, a cache.
 */
export type AskFailure = 'unreachable' | 'intercepted';

/** The network, as one request over it. */
export type Post = (url: string, body: Uint8Array, signal: AbortSignal) => Promise<Response>;

/** Posts to our own site. Redirections are not followed: they lead to somebody else. */
export const postToSite: Post = (url, body, signal) =>
  fetch(url, {
    method: 'POST',
    // lib0 never encodes into shared memory, which is what the wider type would allow.
    body: body as Uint8Array<ArrayBuffer>,
    signal,
    headers: { 'Content-Type': parcelContentType },
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'manual',
  });

/** Asks once. Believes an answer only when it is whole, ours and for this session (rule T6). Never throws. */
export async function askRelay(
  post: Post,
  url: string,
  session: string,
  body: Uint8Array,
  signal: AbortSignal,
): Promise<Result<Parcel, AskFailure>> {
  try {
    const answer = await post(url, body, signal);
    if (answer.status >= 500 || answer.status === 429) return err('unreachable');
    // The type first: the page that stands in for an answer may be large.
    const isParcel = answer.headers.get('content-type')?.startsWith(parcelContentType) === true;
    if (answer.status !== 200 || !isParcel) {
      await answer.body?.cancel();
      return err('intercepted');
    }
    const parcel = decodeParcel(new Uint8Array(await answer.arrayBuffer()));
    if (parcel.ok) return parcel.value.session === session ? ok(parcel.value) : err('intercepted');
    return err(parcel.error === 'foreign' ? 'intercepted' : 'unreachable');
  } catch {
    // `fetch` has one error for everything that a network can do.
    return err('unreachable');
  }
}
