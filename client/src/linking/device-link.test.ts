import { type LibraryRoomId, libraryRoomIdFromBytes, ok, type Result } from '@ecritoire/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askToLink, type LinkRequest } from './ask-to-link.ts';
import { type LinkCode, spellLinkCode } from './link-code.ts';
import { createKeyHalf, deriveLinkSecrets, type KeyHalf } from './link-secrets.ts';
import { codeValidMs, type LinkOffer, offerLink } from './offer-link.ts';
import { openRendezvous } from './rendezvous.ts';
import { stubRelay, type TestRelay } from './test-relay.ts';

const room = libraryRoomIdFromBytes(new Uint8Array(16).fill(7));

let relay: TestRelay;
let opened: { close(): unknown }[] = [];
let clock: ReturnType<typeof createManualClock>;
beforeEach(() => {
  relay = stubRelay();
  opened = [];
  clock = createManualClock();
});
afterEach(async () => {
  for (const each of opened) await each.close();
  vi.unstubAllGlobals();
});

const emptied = () => undefined;

const keep = <T extends { close(): unknown }>(each: T): T => {
  opened.push(each);
  return each;
};

async function offer(giveRoom: () => Result<LibraryRoomId, 'not-kept'> = () => ok(room)): Promise<LinkOffer> {
  return keep(await offerLink({ device: 'Ana · Firefox · Windows', giveRoom, clock }));
}

interface Guest extends LinkRequest {
  readonly half: KeyHalf;
  readonly joined: LibraryRoomId[];
}

async function ask(code: LinkCode, device = 'Ana · Safari · iPad', ownHalf?: KeyHalf): Promise<Guest> {
  const joined: LibraryRoomId[] = [];
  const half = ownHalf ?? (await createKeyHalf());
  const join = (given: LibraryRoomId) => {
    joined.push(given);
    return ok(undefined);
  };
  return { ...keep(await askToLink({ code, device, half, join, clock })), half, joined };
}

const stateIs = (each: LinkOffer | LinkRequest, state: object) =>
  vi.waitFor(() => expect(each.state.getState()).toMatchObject(state), { timeout: 4_000 });

/** Time enough for whatever wrongly happened to show. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Moved by hand. */
function createManualClock() {
  let nowMs = 1_000_000;
  let waiting: { readonly atMs: number; readonly work: () => void }[] = [];
  return {
    now: () => nowMs,
    after(ms: number, work: () => void) {
      const entry = { atMs: nowMs + ms, work };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    pass(ms: number) {
      nowMs += ms;
      const due = waiting.filter(({ atMs }) => atMs <= nowMs);
      waiting = waiting.filter(({ atMs }) => atMs > nowMs);
      for (const { work } of due) work();
    },
    /** Time passes and no timer fires, as on a device that was asleep. */
    skip(ms: number) {
      nowMs += ms;
    },
  };
}

/** Until it has been looking for long enough to say that there is nobody. */
async function findsNobody(guest: LinkRequest): Promise<void> {
  await stateIs(guest, { name: 'searching', line: 'connected' });
  clock.pass(5_000);
  await stateIs(guest, { name: 'nobody' });
}

describe('linking a device by a code', () => {
  it('[B21] lets in the device that was told the code, once the person has said yes', async () => {
    const host = await offer();
    const guest = await ask(host.code);
    await stateIs(host, { name: 'asked', device: 'Ana · Safari · iPad' });
    await stateIs(guest, { name: 'waiting', device: 'Ana · Firefox · Windows' });
    expect(guest.joined).toEqual([]);
    await host.accept();
    await stateIs(guest, { name: 'linked', device: 'Ana · Firefox · Windows' });
    await stateIs(host, { name: 'linked', device: 'Ana · Safari · iPad' });
    expect(guest.joined).toEqual([room]);
  });

  it('[B22] the relay is told neither the code nor the room, and nothing to store', async () => {
    const host = await offer();
    const guest = await ask(host.code);
    await stateIs(host, { name: 'asked' });
    await host.accept();
    await stateIs(host, { name: 'linked' });
    const everything = [...relay.heard, ...relay.addresses].join('\n');
    expect(everything).toContain('link');
    for (const secret of [host.code, room, room.slice(0, 22), 'Safari', 'Firefox', guest.half.publicKey])
      expect(everything.includes(secret), secret).toBe(false);
    expect(relay.hasStored()).toBe(false);
  });

  it('[B22] who overhears the code and only listens does not learn the room', async () => {
    const host = await offer();
    const overheard: unknown[] = [];
    const spy = (value: unknown) => void overheard.push(value);
    keep(await openRendezvous({ code: host.code, speaks: 'asks', heard: spy, emptied }));
    keep(await openRendezvous({ code: host.code, speaks: 'offers', heard: spy, emptied }));
    await ask(host.code);
    await stateIs(host, { name: 'asked' });
    await host.accept();
    await stateIs(host, { name: 'linked' });
    const grant = overheard.find((value) => JSON.stringify(value).includes('"grant"'));
    expect(grant).toBeDefined();
    expect(JSON.stringify(overheard)).not.toContain(room.slice(0, 22));
    const { code: key } = await deriveLinkSecrets(host.code);
    expect(await key.open('room', String(Object(grant)['room']))).toBeUndefined();
    // Nor with a key of one's own: it was not to that one that the answer went.
    const own = await (await createKeyHalf()).agreeWith(String(Object(grant)['key']), host.code);
    expect(own).toBeDefined();
    expect(await own?.open('room', String(Object(grant)['room']))).toBeUndefined();
  });

  it('[B23] when two devices ask, nobody is let in, and both are told', async () => {
    const host = await offer();
    const first = await ask(host.code);
    await stateIs(host, { name: 'asked' });
    const second = await ask(host.code, 'Ana · Safari · iPad');
    await stateIs(host, { name: 'contested' });
    await stateIs(first, { name: 'contested' });
    await stateIs(second, { name: 'contested' });
    await host.accept();
    await moment();
    expect([...first.joined, ...second.joined]).toEqual([]);
  });

  it('[B23] a device that asked and went away still counts', async () => {
    const host = await offer();
    const first = await ask(host.code);
    await stateIs(host, { name: 'asked' });
    first.close();
    await stateIs(host, { name: 'shown' });
    await ask(host.code);
    await stateIs(host, { name: 'contested' });
  });

  it('[B21] a second try of the same page is no second device', async () => {
    const host = await offer();
    const first = await ask(host.code);
    await stateIs(host, { name: 'asked' });
    first.close();
    await stateIs(host, { name: 'shown' });
    await ask(host.code, undefined, first.half);
    await stateIs(host, { name: 'asked' });
    await host.accept();
    await stateIs(host, { name: 'linked' });
  });

  it('[B22] nobody else can answer in the place of the device that shows the code, who knows it or not', async () => {
    const host = await offer();
    const { code } = host;
    host.close();
    const { publicKey, agreeWith } = await createKeyHalf();
    const liar = keep(
      await openRendezvous({
        code,
        speaks: 'offers',
        emptied,
        async heard(value) {
          const to = String(Object(value)['key']);
          const sealed = await (await agreeWith(to, code))?.seal('room', room);
          await liar.say({ type: 'grant', to, room: sealed, device: 'Ana · Firefox · Windows', key: publicKey });
        },
      }),
    );
    await liar.say({ type: 'offer', device: 'Ana · Firefox · Windows', key: publicKey });
    const guest = await ask(code);
    await findsNobody(guest);
    expect(guest.joined).toEqual([]);
  });

  it('[B22] what was said before cannot be said again by somebody else', async () => {
    const host = await offer();
    const said: object[] = [];
    keep(
      await openRendezvous({
        code: host.code,
        speaks: 'asks',
        heard: (value) => void said.push(Object(value)),
        emptied,
      }),
    );
    const guest = await ask(host.code);
    await stateIs(host, { name: 'asked' });
    await host.accept();
    await stateIs(guest, { name: 'linked' });
    host.close();
    const parrot = keep(await openRendezvous({ code: host.code, speaks: 'offers', heard: emptied, emptied }));
    const victim = await ask(host.code);
    for (const message of [...said]) {
      await parrot.say(message);
      await moment();
    }
    // The grant was for another key: to this device that is a second device, and no room.
    await stateIs(victim, { name: 'contested' });
    expect(victim.joined).toEqual([]);
  });

  it('[B21] a code that nobody shows finds nobody, and says so', async () => {
    const wrong = spellLinkCode(new Uint8Array(17).fill(3)) ?? expect.fail('no code');
    const guest = await ask(wrong);
    await findsNobody(guest);
  });

  it('[B21] a code is worth nothing after ten minutes, nor once it is put away', async () => {
    const host = await offer();
    expect(host.expiresAt - clock.now()).toBe(codeValidMs);
    clock.skip(codeValidMs);
    const late = await ask(host.code);
    await stateIs(host, { name: 'expired' });
    await findsNobody(late);
    const other = await offer();
    clock.pass(codeValidMs);
    await stateIs(other, { name: 'expired' });
    const third = await offer();
    third.close();
    await findsNobody(await ask(third.code));
  });

  it('[B21] a no is heard, and the code is worth nothing afterwards', async () => {
    const host = await offer();
    const guest = await ask(host.code);
    await stateIs(host, { name: 'asked' });
    host.decline();
    await stateIs(guest, { name: 'declined' });
    expect(host.state.getState().name).toBe('declined');
    await host.accept();
    expect(guest.joined).toEqual([]);
  });

  it('[B21] a device that closes midway leaves the other where it was', async () => {
    const host = await offer();
    const guest = await ask(host.code);
    await stateIs(guest, { name: 'waiting' });
    host.close();
    await findsNobody(guest);
    const secondHost = await offer();
    const secondGuest = await ask(secondHost.code);
    await stateIs(secondHost, { name: 'asked' });
    const accepted = secondHost.accept();
    relay.goDown();
    await accepted;
    await stateIs(secondHost, { name: 'unanswered' });
    expect(secondGuest.joined).toEqual([]);
  });

  it('[B21] without a connection it says so, and goes on when there is one', async () => {
    relay.goDown();
    const host = await offer();
    const guest = await ask(host.code);
    await stateIs(host, { name: 'shown', line: 'unreachable' });
    await stateIs(guest, { name: 'searching', line: 'unreachable' });
    relay.comeUp();
    await stateIs(host, { name: 'asked' });
  });

  it('[B21] a device that cannot remember the link lets nobody in', async () => {
    const host = await offer(() => ({ ok: false, error: 'not-kept' }));
    const guest = await ask(host.code);
    await stateIs(host, { name: 'asked' });
    await host.accept();
    await stateIs(host, { name: 'not-kept' });
    expect(guest.joined).toEqual([]);
  });
});
