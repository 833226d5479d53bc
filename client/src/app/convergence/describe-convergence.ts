import { Check, CircleAlert, CirclePause, CloudOff, HardDrive, type LucideIcon, RefreshCw } from 'lucide-react';
import type { en } from '../../i18n/en.ts';
import { type ConvergenceState, isWorking } from './convergence-state.ts';

/** How it is said: the key of the explanation, and of the words unless they count something. */
export interface ConvergenceWords {
  readonly icon: LucideIcon;
  readonly name: keyof typeof en.convergence.explain;
}

/** The words for how far the documents are; `undefined` when there is nothing to say yet. */
export function chooseConvergenceWords(state: ConvergenceState): ConvergenceWords | undefined {
  switch (state.standstill) {
    case 'person':
      return { icon: CirclePause, name: 'paused' };
    case 'offline':
      return { icon: CloudOff, name: 'offline' };
    case 'unreachable':
      return { icon: CloudOff, name: 'unreachable' };
    case 'intercepted':
      return { icon: CloudOff, name: 'intercepted' };
    case 'device-full':
      return { icon: HardDrive, name: 'deviceFull' };
    case 'saving-data':
      return { icon: CirclePause, name: 'savingData' };
    case undefined:
      break;
  }
  if (isWorking(state)) return { icon: RefreshCw, name: state.done < state.total ? 'working' : 'looking' };
  if (state.endedAt === undefined) return undefined;
  return state.skipped.length > 0 ? { icon: CircleAlert, name: 'partly' } : { icon: Check, name: 'upToDate' };
}
