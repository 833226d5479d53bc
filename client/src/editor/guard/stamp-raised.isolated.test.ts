import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createSchemaGuard } from './schema-guard.ts';
import type * as Releases from './schema-releases.ts';

vi.mock('./schema-releases.ts', async (importOriginal) => {
  const { schemaReleases } = await importOriginal<typeof Releases>();
  return {
    schemaReleases: [
      ...schemaReleases,
      { version: 2, minReader: 1, minWriter: 2, parts: ['attribute:paragraph.mood'] },
    ],
  };
});

it('[G6] the first own change that needs a newer release raises the stamp; what arrives, and looking, do not', () => {
  const mine = new Y.Doc();
  const content = mine.getXmlFragment('content');
  content.insert(0, [new Y.XmlElement('paragraph')]);
  const guard = createSchemaGuard(mine);
  guard.assess();
  const stamps: unknown[] = [];
  mine.on('beforeObserverCalls', (transaction: Y.Transaction) => void guard.review(transaction));
  mine.getMap('meta').observe(() => stamps.push(mine.getMap('meta').get('schema')));

  const theirs = new Y.Doc();
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  const [paragraph] = theirs.getXmlFragment('content').toArray();
  if (paragraph instanceof Y.XmlElement) paragraph.setAttribute('mood', 'calm');
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  expect(stamps).toEqual([]);

  const types = (mood: string | undefined) =>
    mine.transact(() => {
      const block = new Y.XmlElement('paragraph');
      if (mood !== undefined) block.setAttribute('mood', mood);
      content.insert(content.length, [block]);
    }, ySyncPluginKey);
  types(undefined);
  expect(stamps).toEqual([]);
  types('glad');
  types('sad');
  expect(stamps).toEqual([{ version: 2, minReader: 1, minWriter: 2 }]);
});
