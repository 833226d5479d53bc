import type { LibraryRoomId, Result } from '@ecritoire/shared';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock } from './clock.ts';
import type { LinkCode } from './link-code.ts';
import { type AskMessage, type OfferMessage, parseOfferMessage, parseRoom } from './link-messages.ts';
import { isKeyOfCode, type KeyHalf } from './link-secrets.ts';
import { openRendezvous, type Rendezvous, type RendezvousLine } from './rendezvous.ts';

/** How far it has come on the device that was told a code. */
export type AskState =
  | { readonly name: 'searching'; readonly line: RendezvousLine }
  /** The relay is there, and no device that shows this code: it is wrong, old, or put away. One may still come. */
  | { readonly name: 'nobody' }
  /** The other device is there, and its person has not said yes yet. */
  | { readonly name: 'waiting'; readonly device: string }
  | { readonly name: 'linked'; readonly device: string }
  | { readonly name: 'declined' }
  /** Another device asked with the same code. */
  | { readonly name: 'contested' }
  /** This device cannot remember that it is linked. */
  | { readonly name: 'not-kept' };

export interface LinkRequest {
  readonly state: StoreApi<AskState>;
  close(): void;
}

export interface LinkRequestOptions {
  readonly code: LinkCode;
  /** What this device is called. */
  readonly device: string;
  /** The same for all attempts of a page: a second try is no second device. */
  readonly half: KeyHalf;
  /** The other device let this one into its library. */
  join(room: LibraryRoomId): Result<void, 'not-kept'>;
  readonly clock: Clock;
}

/** A device that shows the code answers within a second or two of the relay. */
const nobodyAfterMs = 5_000;

/** Asks the device that shows the code to be let into its library. */
export async function askToLink({ code, device, half, join, clock }: LinkRequestOptions): Promise<LinkRequest> {
  const state = createStore<AskState>(() => ({ name: 'searching', line: 'connecting' }));
  let stopWaiting = (): void => undefined;
  const rendezvous: Rendezvous = await openRendezvous({ code, speaks: 'asks', heard, emptied });
  const say = (message: AskMessage) => rendezvous.say(message);
  const enter = (next: AskState) => state.setState(next, true);
  const isSearching = () => ['searching', 'nobody'].includes(state.getState().name);
  const isOver = () => !isSearching() && state.getState().name !== 'waiting';

  async function heard(value: unknown): Promise<void> {
    const message = parseOfferMessage(value);
    if (message === undefined || isOver()) return;
    if (message.type !== 'offer' && message.type !== 'grant') {
      enter({ name: message.type });
      return;
    }
    // Only the device on whose screen the code is has the key that the code is the fingerprint of.
    if (!(await isKeyOfCode(message.key, code)) || isOver()) return;
    if (message.type === 'offer') enter({ name: 'waiting', device: message.device });
    else if (message.to === half.publicKey) await granted(message);
    else enter({ name: 'contested' });
  }

  async function granted({ device: other, key, room: sealed }: OfferMessage & { type: 'grant' }): Promise<void> {
    const shared = await half.agreeWith(key, code);
    const room = parseRoom(await shared?.open('room', sealed));
    if (room === undefined || isOver()) return;
    const joined = join(room);
    enter(joined.ok ? { name: 'linked', device: other } : { name: joined.error });
    if (joined.ok) await say({ type: 'joined', key: half.publicKey });
  }

  function emptied(): void {
    if (state.getState().name === 'waiting') search(rendezvous.line.getState());
  }

  /** Patience begins when the relay answers: until then nobody can be heard. */
  function search(line: RendezvousLine): void {
    stopWaiting();
    enter({ name: 'searching', line });
    if (line === 'connected')
      stopWaiting = clock.after(nobodyAfterMs, () => {
        if (isSearching()) enter({ name: 'nobody' });
      });
  }

  const stopLooking = rendezvous.line.subscribe((line) => {
    if (isSearching()) search(line);
  });
  await say({ type: 'ask', device, key: half.publicKey });

  return {
    state,
    close() {
      stopWaiting();
      stopLooking();
      void rendezvous.close();
    },
  };
}
