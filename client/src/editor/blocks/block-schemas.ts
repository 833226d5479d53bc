import { byFolder } from './by-folder.ts';
import type { BlockSchema } from './contract.ts';

/** What documents hold of each block, by its folder. */
export const blockSchemas = byFolder(import.meta.glob<BlockSchema>('./*/schema.ts', { eager: true, import: 'schema' }));
