import { createStore, type StoreApi } from 'zustand/vanilla';
import type { InstalledProgram } from './installed-program.ts';

export type NewVersionState =
  /** Nothing to say: there is none, or it waits for a pause. */
  | 'none'
  /** It is whole on the device and can be taken. */
  | 'offered'
  /** The server is being asked for it. */
  | 'looking'
  /** Asked for, and the server has none. */
  | 'absent'
  /** Asked for, and the server does not answer. */
  | 'unreachable'
  /** The page is about to start again. */
  | 'taking'
  /** Wanted, and some window holds text that the device could not store; offered again when that is over. */
  | 'held-back'
  /** Wanted, and it did not start; this version goes on. */
  | 'failed';

/** A new version of the program: offered, never forced. */
export interface NewVersion {
  readonly state: StoreApi<NewVersionState>;
  /** The person wants it: starts this page again with it, once everything in every window is stored. */
  take(): Promise<void>;
  /** Something on the page needs it: asks the server now, and offers it without waiting for a pause. */
  look(): Promise<void>;
}

export interface NewVersionParts {
  readonly program: InstalledProgram;
  /** Resolves when nobody is typing. */
  untilPause(): Promise<void>;
  /** Whether every change made in this page is on the device, now. */
  isEverythingStored(): boolean;
  /** Whether every window has stored its text; without a deadline, waits until it has. */
  hasEveryWindowStored(deadlineMs?: number): Promise<boolean>;
  /** Takes no more input until the returned function is called. */
  freeze(): () => void;
  reload(): void;
}

const storeDeadlineMs = 2_000;
const lookAgainAfterMs = 50;

export function createNewVersion(parts: NewVersionParts): NewVersion {
  const { program } = parts;
  const state = createStore<NewVersionState>(() => 'none');
  const enter = (next: NewVersionState) => state.setState(next, true);
  let isWaitingToOffer = false;

  async function offerWhenQuiet(): Promise<void> {
    if (isWaitingToOffer) return;
    isWaitingToOffer = true;
    await parts.hasEveryWindowStored();
    await parts.untilPause();
    isWaitingToOffer = false;
    if (state.getState() !== 'taking') enter('offered');
  }

  async function isStoredInTime(): Promise<boolean> {
    const deadline = Date.now() + storeDeadlineMs;
    if (!(await parts.hasEveryWindowStored(storeDeadlineMs))) return false;
    while (!parts.isEverythingStored()) {
      if (Date.now() > deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, lookAgainAfterMs));
    }
    return true;
  }

  async function tryToTake(): Promise<'ready' | 'held-back' | 'failed'> {
    if (!(await isStoredInTime())) return 'held-back';
    if (!(await program.takeOver())) return 'failed';
    // Others went on writing meanwhile, and what they wrote may have made this page write too.
    return (await isStoredInTime()) ? 'ready' : 'held-back';
  }

  async function take(): Promise<void> {
    if (state.getState() === 'taking') return;
    enter('taking');
    // What is typed after the last look would be lost with the page.
    const thaw = parts.freeze();
    let outcome: Awaited<ReturnType<typeof tryToTake>> = 'failed';
    try {
      outcome = await tryToTake();
    } finally {
      if (outcome !== 'ready') {
        thaw();
        enter(outcome);
      }
    }
    if (outcome === 'ready') parts.reload();
    else if (outcome === 'held-back') await offerWhenQuiet();
  }

  async function look(): Promise<void> {
    if (state.getState() === 'looking' || state.getState() === 'taking') return;
    if (program.hasNewer.getState()) return enter('offered');
    enter('looking');
    const found = await program.check();
    if (state.getState() !== 'looking') return;
    enter(found === 'newer' ? 'offered' : found === 'none' ? 'absent' : 'unreachable');
  }

  const offerIfNewer = (hasNewer: boolean) => {
    if (hasNewer) void offerWhenQuiet();
  };
  program.hasNewer.subscribe(offerIfNewer);
  offerIfNewer(program.hasNewer.getState());
  return { state, take, look };
}
