import { byFolder } from '../blocks/by-folder.ts';
import type { FormatSchema } from './contract.ts';

/** What documents hold of each format, by its folder. */
export const formatSchemas = byFolder(
  import.meta.glob<FormatSchema>('./*/schema.ts', { eager: true, import: 'schema' }),
);
