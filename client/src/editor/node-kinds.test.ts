import { expect, it } from 'vitest';
import { inlineNodes, textblocks } from './node-kinds.ts';
import { contentSchema } from './schema.ts';

it('[M5] recovery knows which nodes of the schema stand in a line, and which hold one', () => {
  const nodes = Object.values(contentSchema.nodes);
  const namesOf = (kind: typeof nodes) => kind.map(({ name }) => name).sort();
  expect([...inlineNodes].sort()).toEqual(namesOf(nodes.filter(({ isInline }) => isInline)));
  expect([...textblocks].sort()).toEqual(namesOf(nodes.filter(({ isTextblock }) => isTextblock)));
});
