/**
 * What recovery must know of the schema, as plain data: it also runs in a worker and without an editor, where the schema
 * itself would be 100 kB of program. A test holds it to the schema.
 */

/** The nodes that stand in the line of text, as a hard break does. */
export const inlineNodes: ReadonlySet<string> = new Set(['text', 'hardBreak']);

/** The blocks that hold text. */
export const textblocks: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock']);
