import { loadAcks } from './acks-load.ts';
import { loadCeiling, loadTyping } from './typing-load.ts';

/** What the load generator can be told to do; options and figures cross a process boundary. */
export const loads = { typing: loadTyping, ceiling: loadCeiling, acks: loadAcks } as const;

export type Loads = typeof loads;
