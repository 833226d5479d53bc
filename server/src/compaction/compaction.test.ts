import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentsOf } from '../yjs-bytes/content-index.ts';
import { createRandom, randomUpdates } from '../yjs-bytes/test-documents.ts';
import { compactorLimits, createCompactor } from './compactor.ts';
import { compact } from './reencode.ts';

const documentOf = (updates: readonly Uint8Array[]): Y.Doc => {
  const document = new Y.Doc();
  for (const update of updates) Y.applyUpdate(document, update);
  return document;
};

/** A document that hands over every change. */
function author(clientId: number): { document: Y.Doc; take(): Uint8Array<ArrayBuffer>[] } {
  const document = new Y.Doc();
  document.clientID = clientId;
  const updates: Uint8Array<ArrayBuffer>[] = [];
  document.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'met') updates.push(update.slice());
  });
  return { document, take: () => updates.splice(0) };
}

function typed(text: string): Uint8Array<ArrayBuffer>[] {
  const { document, take } = author(1);
  for (const character of text) document.getText('content').insert(0, character);
  return take();
}

describe('compaction', () => {
  it('[L10] re-encodes: nothing is missing, and what was deleted is gone', () => {
    const { document, take } = author(1);
    const text = document.getText('content');
    text.insert(0, 'the secret word');
    text.delete(4, 7);
    const parts = take();
    const { outcome, base } = compact(parts);
    expect(outcome).toBe('reencoded');
    expect(Buffer.from(base).includes('secret')).toBe(false);
    expect(Buffer.concat(parts).includes('secret')).toBe(true);
    expect(documentOf([base]).getText('content').toString()).toBe('the word');
    expect(contentsOf([base])).toMatchObject({ ...contentsOf(parts), bytes: base.length });
  });

  const firstSeed = Date.now() % 1_000_000;
  // In the first one Yjs parks more than is missing.
  it.each([692_294, ...Array.from({ length: 40 }, (_, place) => firstSeed + place)])(
    '[L10] whatever was written, the base says what the parts said (seed %i)',
    (seed) => {
      const random = createRandom(seed);
      // Now and then one is missing for ever, and the order is not that of the authors.
      const parts = randomUpdates(seed, 80).filter(() => random() > 0.005);
      parts.sort(() => random() - 0.5);
      const { outcome, base } = compact(parts);
      const index = contentsOf(parts);
      expect(contentsOf([base])).toMatchObject({ stateVector: index.stateVector, deletions: index.deletions });
      // Merged by Yjs and not one by one: what it parked it tries again only when what it saw missing arrives.
      const [before, after] = [documentOf([Y.mergeUpdates(parts)]), documentOf([base])];
      expect(after.getText('text').toDelta()).toEqual(before.getText('text').toDelta());
      expect(after.getXmlFragment('content').toString()).toBe(before.getXmlFragment('content').toString());
      if (outcome === 'reencoded') expect(Y.encodeStateAsUpdate(before)).toEqual(base);
      before.on('update', () => expect.unreachable('a peer that has the parts learns nothing from the base'));
      Y.applyUpdate(before, base);
    },
  );

  it('[L10] content stays while something is pending', () => {
    const { document, take } = author(1);
    const text = document.getText('content');
    for (const word of ['one ', 'two ', 'three ']) text.insert(text.length, word);
    text.delete(0, 4);
    const [first, , third, deletion] = take();
    const compacted = compact([first, third, deletion].filter((update) => update !== undefined));
    expect(compacted).toMatchObject({ outcome: 'merged', reason: 'pending' });
    expect(Buffer.from(compacted.base).includes('one')).toBe(true);
    expect(Buffer.from(compacted.base).includes('three')).toBe(true);
  });

  it('[L10] words that died with their paragraph, and that nobody recorded yet, stay', () => {
    const [ana, bob] = [author(1), author(2)];
    const fragment = ana.document.getXmlFragment('content');
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('old')]);
    fragment.insert(0, [paragraph]);
    Y.applyUpdate(bob.document, Y.encodeStateAsUpdate(ana.document), 'met');
    // Bob deletes the paragraph while Ana types into it.
    bob.document.getXmlFragment('content').delete(0, 1);
    const text = paragraph.get(0);
    if (text instanceof Y.XmlText) text.insert(3, ' and new');
    const parts = [...ana.take(), ...bob.take()];
    const compacted = compact(parts);
    expect(compacted).toMatchObject({ outcome: 'merged', reason: 'unrecorded-deletions' });
    expect(Buffer.from(compacted.base).includes('and new')).toBe(true);
    // Whoever meets both and sends what it knows names the deletion; then it may go.
    const third = documentOf(parts);
    expect(compact([...parts, Y.encodeStateAsUpdate(third)]).outcome).toBe('reencoded');
  });

  it('[L10] bytes that are no update are no base', () => {
    expect(() => compact([Uint8Array.of(1, 2, 3)])).toThrow();
  });
});

describe('the thread that compacts', () => {
  it('[L10] answers one question after the other, and one that fails hurts nobody', async () => {
    const compactor = createCompactor();
    const answers = await Promise.all([
      compactor.compact(typed('one')),
      compactor.compact([Uint8Array.of(9, 9, 9)]),
      compactor.compact(typed('two')),
    ]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, true]);
    await compactor.dispose();
    expect(await compactor.compact(typed('late'))).toMatchObject({ ok: false });
  });

  it('[L10] a document that takes too long is given up, and the next one is compacted', async () => {
    let timeoutMs = 1;
    const limits = {
      ...compactorLimits,
      get timeoutMs() {
        return timeoutMs;
      },
    };
    const impatient = createCompactor(limits);
    expect(await impatient.compact(typed('x'.repeat(2000)))).toEqual({ ok: false, error: 'it took longer than 1 ms' });
    await impatient.dispose();
    timeoutMs = 20_000;
    const patient = createCompactor(limits);
    expect((await patient.compact(typed('next'))).ok).toBe(true);
    await patient.dispose();
  });

  it('[L10] a document that needs too much memory is given up, and the next one is compacted', async () => {
    const compactor = createCompactor({ ...compactorLimits, maxHeapMb: 24 });
    const { document, take } = author(1);
    const map = document.getMap<number>('content');
    // Structs that do not fuse cost most: some hundred bytes each.
    document.transact(() => {
      for (let key = 0; key < 120_000; key += 1) map.set(`key ${key}`, key);
    });
    const answer = await compactor.compact(take());
    expect(answer.ok ? '' : answer.error).toContain('memory');
    expect((await compactor.compact(typed('next'))).ok).toBe(true);
    await compactor.dispose();
  });
});
