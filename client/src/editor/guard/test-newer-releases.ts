import { type SchemaRelease, schemaReleases as today } from './schema-releases.ts';

/** The releases of the schema in `test-newer-schema.ts`. */
export const schemaReleases: readonly SchemaRelease[] = [
  ...today,
  {
    version: 1 + Math.max(...today.map(({ version }) => version)),
    minReader: 1,
    minWriter: 1,
    parts: [
      'node:panel',
      'node:verse',
      'node:seal',
      'node:mention',
      'mark:sparkle',
      'mark:remark',
      'attribute:paragraph.mood',
      'attribute:bold.weight',
    ],
  },
];
