import { createSpansOf } from '../as-one.ts';

/** The mentions in a block of text, in order. */
export const mentionsOf = createSpansOf('personMention');
