import type { LibraryRoomId, Result } from '@ecritoire/shared';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock } from './clock.ts';
import type { LinkCode } from './link-code.ts';
import { type AskMessage, type OfferMessage, parseAskMessage } from './link-messages.ts';
import { drawLinkCode, type SealingKey } from './link-secrets.ts';
import { openRendezvous, type Rendezvous, type RendezvousLine } from './rendezvous.ts';

/** How far it has come on the device that shows a code. */
export type OfferState =
  /** The code is good; nobody has asked yet. */
  | { readonly name: 'shown'; readonly line: RendezvousLine }
  /** A device that was told the code asks, and the person must say whether it is the one they mean. */
  | { readonly name: 'asked'; readonly device: string }
  /** The person said yes; the other device has not said that it heard it. */
  | { readonly name: 'granted'; readonly device: string }
  | { readonly name: 'linked'; readonly device: string }
  /** The other device went away before it said that it heard the yes. */
  | { readonly name: 'unanswered'; readonly device: string }
  /** The person said no. From here on the code is worth nothing; the same in all of the following. */
  | { readonly name: 'declined' }
  /** Two devices asked: somebody may have overheard the code. */
  | { readonly name: 'contested' }
  | { readonly name: 'expired' }
  /** This device cannot remember that it is linked. */
  | { readonly name: 'not-kept' };

/** A code while it is shown. */
export interface LinkOffer {
  readonly state: StoreApi<OfferState>;
  readonly code: LinkCode;
  /** When nobody can use it any more, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** Lets the device in that asks. */
  accept(): Promise<void>;
  decline(): void;
  /** The code is worth nothing from now on. */
  close(): void;
}

export interface LinkOfferOptions {
  /** What this device is called. */
  readonly device: string;
  /** The room of this device's library, made if there is none. */
  giveRoom(): Result<LibraryRoomId, 'not-kept'>;
  readonly clock: Clock;
}

/** Longer than it takes to walk to another desk, shorter than a note on a screen is forgotten. */
export const codeValidMs = 10 * 60_000;

interface Asker {
  readonly publicKey: string;
  readonly key: SealingKey;
  readonly device: string;
}

/**
 * Draws a code, offers this device's library to whoever is told it, and says yes to one of them. The room is told to
 * the device whose key was confirmed, sealed for it alone: who overhears the code and only listens learns nothing.
 */
export async function offerLink({ device, giveRoom, clock }: LinkOfferOptions): Promise<LinkOffer> {
  const state = createStore<OfferState>(() => ({ name: 'shown', line: 'connecting' }));
  const expiresAt = clock.now() + codeValidMs;
  const { code, half } = await drawLinkCode();
  /** The first that asked. Nobody else may, also when it goes away: a code is told to one device. */
  let asker: Asker | undefined;
  const rendezvous: Rendezvous = await openRendezvous({ code, speaks: 'offers', heard, emptied });
  const say = (message: OfferMessage) => rendezvous.say(message);
  const enter = (next: OfferState) => state.setState(next, true);
  const isOver = () => !['shown', 'asked', 'granted'].includes(state.getState().name);

  async function heard(value: unknown): Promise<void> {
    const message = parseAskMessage(value);
    if (message === undefined || isOver()) return;
    if (message.type === 'joined') joined(message.key);
    else await asked(message);
  }

  async function asked({ key: publicKey, device: name }: AskMessage & { type: 'ask' }): Promise<void> {
    if (asker === undefined) {
      const key = await half.agreeWith(publicKey, code);
      if (key !== undefined) asker = { publicKey, key, device: name };
    }
    if (asker === undefined || isOver()) return;
    if (asker.publicKey !== publicKey) contest();
    else if (clock.now() >= expiresAt) expire();
    else if (state.getState().name === 'shown') enter({ name: 'asked', device: asker.device });
  }

  function contest(): void {
    // What was granted was granted to the device that the person saw, and whoever comes after it gets nothing.
    if (state.getState().name === 'granted') return;
    enter({ name: 'contested' });
    void say({ type: 'contested' });
  }

  function joined(publicKey: string): void {
    if (state.getState().name === 'granted' && publicKey === asker?.publicKey)
      enter({ name: 'linked', device: asker.device });
  }

  function emptied(): void {
    const { name } = state.getState();
    if (name === 'asked') enter({ name: 'shown', line: rendezvous.line.getState() });
    else if (name === 'granted' && asker !== undefined) enter({ name: 'unanswered', device: asker.device });
  }

  function expire(): void {
    if (state.getState().name !== 'shown') return;
    enter({ name: 'expired' });
    void rendezvous.close();
  }

  const stopExpiry = clock.after(codeValidMs, expire);
  const stopLooking = rendezvous.line.subscribe((line) => {
    if (state.getState().name === 'shown') enter({ name: 'shown', line });
  });
  await say({ type: 'offer', device, key: half.publicKey });

  return {
    state,
    code,
    expiresAt,
    async accept() {
      if (state.getState().name !== 'asked' || asker === undefined) return;
      const room = giveRoom();
      if (!room.ok) {
        enter({ name: room.error });
        return;
      }
      const { key, publicKey, device: name } = asker;
      enter({ name: 'granted', device: name });
      const sealed = await key.seal('room', room.value);
      await say({ type: 'grant', device, key: half.publicKey, to: publicKey, room: sealed });
    },
    decline() {
      if (state.getState().name !== 'asked') return;
      enter({ name: 'declined' });
      void say({ type: 'declined' });
    },
    close() {
      stopExpiry();
      stopLooking();
      void rendezvous.close();
    },
  };
}
