import { loadAcks } from './acks-load.ts';
import { loadFlood } from './flood-load.ts';
import { countLost } from './loss-load.ts';
import { beginSteady, endSteady, markSteady, restSteady } from './steady-load.ts';
import { loadStorm } from './storm-load.ts';
import { leaveTrace, readTrace, sendTrace } from './trace-load.ts';
import { loadTransport } from './transport-load.ts';
import { loadCeiling, loadTyping } from './typing-load.ts';

/** What the load generator can be told to do; options and figures cross a process boundary. */
export const loads = {
  acks: loadAcks,
  beginSteady,
  ceiling: loadCeiling,
  countLost,
  endSteady,
  flood: loadFlood,
  leaveTrace,
  markSteady,
  readTrace,
  restSteady,
  sendTrace,
  storm: loadStorm,
  transport: loadTransport,
  typing: loadTyping,
} as const;

export type Loads = typeof loads;
