import { byFolder } from '../blocks/by-folder.ts';
import type { FormatSchema } from '../formats/contract.ts';

/**
 * What documents hold of each thing in the line, by its folder: words with a mark, as every format, never a node. Putting a
 * node into a sentence that somebody else is writing doubles or misplaces words (docs/decisions/0009).
 */
export const inlineSchemas = byFolder(
  import.meta.glob<FormatSchema>('./*/schema.ts', { eager: true, import: 'schema' }),
);
