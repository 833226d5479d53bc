import { encodeParcel, type Parcel, parcelContentType } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { askRelay } from './ask-relay.ts';

const session = 'S'.repeat(22);
const ours: Parcel = { session, type: 'frames', number: 1, frames: Uint8Array.of(0x82, 1, 7) };
const headers = { 'Content-Type': parcelContentType };
const bytesOf = (parcel: Parcel) => encodeParcel(parcel).slice();

const ask = (answer: () => Response) =>
  askRelay(async () => answer(), 'https://relay.test', session, new Uint8Array(0), new AbortController().signal);

describe('an answer', () => {
  it('[T6] is believed when it is ours', async () => {
    expect(await ask(() => new Response(bytesOf(ours), { headers }))).toEqual({ ok: true, value: ours });
  });

  it.each([
    ['a page', () => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } })],
    ['a page of our type', () => new Response('<!doctype html>', { headers })],
    ['our bytes as a page', () => new Response(bytesOf(ours), { headers: { 'Content-Type': 'text/html' } })],
    ['a filter', () => new Response('Forbidden', { status: 403 })],
    ['a redirection', () => new Response(null, { status: 302, headers: { Location: 'https://login.test' } })],
    ['an answer for somebody else', () => new Response(bytesOf({ ...ours, session: 'T'.repeat(22) }), { headers })],
  ])('[T6] %s comes from somebody else', async (_, answer) => {
    expect(await ask(answer)).toEqual({ ok: false, error: 'intercepted' });
  });

  it.each([
    ['a proxy without the relay', () => new Response('Bad gateway', { status: 502 })],
    ['a relay that is full', () => new Response(null, { status: 503 })],
    ['an address with enough connections', () => new Response(null, { status: 429 })],
    ['an answer that was cut', () => new Response(bytesOf(ours).slice(0, -1), { headers })],
  ])('[T6] %s is none', async (_, answer) => {
    expect(await ask(answer)).toEqual({ ok: false, error: 'unreachable' });
  });

  it('[T6] that never comes is none', async () => {
    const lost = () => {
      throw new TypeError('Failed to fetch');
    };
    expect(await ask(lost)).toEqual({ ok: false, error: 'unreachable' });
  });
});
