import { type DocumentId, err, ok } from '@ecritoire/shared';
import { afterAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { stubPage } from '../../fake-page.ts';
import { createFileTasks, type FileTasks } from '../../files/file-tasks.ts';
import type { ArchivedDocument } from '../../files/open-archive.ts';
import { fileOf, idOf, openSound, someState } from '../../files/test-files.ts';
import { writeArchive } from '../../files/write-archive.ts';
import { meet, testDevices, testEntry } from '../../library/test-library.ts';
import { createOpening, isChange, isPutBack, type OpeningOptions } from './opening.ts';

const page = stubPage();
// The next file in this worker has a page of its own, or none.
afterAll(() => void vi.unstubAllGlobals());

type Answers = Partial<Record<DocumentId, readonly Awaited<ReturnType<FileTasks['look']>>[]>>;

const merging = (kind: 'new' | 'merged' | 'same') => ok({ kind, title: 'Minutes', excerpt: 'words' });

/** A thread that opens files truly and says of each document what it is told to say: first looking, then bringing. */
function workThatSays(answers: Answers): OpeningOptions['threads'][number] & { readonly brought: DocumentId[] } {
  const brought: DocumentId[] = [];
  const tasks: Pick<FileTasks, 'open' | 'look' | 'bring' | 'readLibrary'> = {
    readLibrary: createFileTasks().readLibrary,
    open: async (file) => ok(await openSound(file)),
    look: async (_file, { id }) => answers[id]?.[0] ?? merging('new'),
    async bring(_file, { id }: ArchivedDocument) {
      brought.push(id);
      return answers[id]?.[1] ?? merging('new');
    },
  };
  return { brought, run: async (name, ...what) => ok(await Reflect.apply(Reflect.get(tasks, name), tasks, what)) };
}

function openingOf(answers: Answers, availableBytes?: number, trashed: ReadonlySet<DocumentId> = new Set()) {
  const listed: string[] = [];
  const sendBrought = vi.fn();
  let nowMs = 0;
  const work = workThatSays(answers);
  const opening = createOpening({
    threads: [work, work],
    library: {
      bringIn: (all) => {
        for (const [id, description] of all) listed.push(description === undefined ? id : `${id} ${description.title}`);
      },
      find: (id) => (trashed.has(id) ? testEntry({ id, title: 'Minutes', trashedAt: 1 }) : undefined),
      getSnapshot: () => ({ phase: 'ready', entries: [], trashed: [], folders: new Map() }),
      mergeUpdate: () => listed.push('folders'),
      returnToTrash: (id) => listed.push(`${id} returned`),
    },
    now: () => {
      nowMs += 1_000;
      return nowMs;
    },
    readRoomLeft: async () => (availableBytes === undefined ? undefined : { availableBytes }),
    sendBrought,
  });
  const fates = () => {
    const state = opening.state.getState();
    return 'documents' in state ? state.documents.map(({ fate }) => fate) : state.name;
  };
  return { opening, work, listed, fates, sendBrought };
}

const threeDocuments = [
  { name: 'three.ecritoire', file: fileOf([idOf(1), someState], [idOf(2), someState], [idOf(3), someState]) },
];

describe('opening files', () => {
  it('[UI-FILES] shows what is in them first, and takes in only what the person has seen as news', async () => {
    const { opening, work, listed, fates } = openingOf({
      [idOf(1)]: [merging('merged'), merging('merged')],
      [idOf(2)]: [merging('same')],
      [idOf(3)]: [err('no-document')],
    });
    await opening.look(threeDocuments);
    expect(fates()).toEqual(['merged', 'same', 'no-document']);
    expect([work.brought, listed]).toEqual([[], []]);
    await opening.bring();
    expect(fates()).toEqual(['merged', 'same', 'no-document']);
    expect(work.brought).toEqual([idOf(1)]);
    expect(listed.toSorted()).toEqual([`${idOf(1)} Minutes`, idOf(2)].toSorted());
  });

  it('[UI-FILES] says what the device refused on the way, and does not list it', async () => {
    const { opening, listed, fates } = openingOf({ [idOf(2)]: [merging('new'), err('quota-exceeded')] });
    await opening.look(threeDocuments);
    await opening.bring();
    expect(fates()).toEqual(['new', 'quota-exceeded', 'new']);
    expect(listed.some((entry) => entry.startsWith(idOf(2)))).toBe(false);
  });

  it('[UI-FILES] stopped, it begins no further document, and says which', async () => {
    const { opening, work, fates } = openingOf({});
    await opening.look(threeDocuments);
    const stopAfterFirst = opening.state.subscribe((state) => {
      if (state.name === 'bringing' && state.done === 1) opening.stop();
    });
    await opening.bring();
    stopAfterFirst();
    // What the other thread had begun comes to its end.
    expect(work.brought).toEqual([idOf(1), idOf(2)]);
    expect(fates()).toEqual(['new', 'new', 'stopped']);
  });

  it('[F19] begins to send what came when all of it is on the device, and nothing before', async () => {
    const { opening, work, sendBrought } = openingOf({});
    await opening.look(threeDocuments);
    expect(sendBrought).not.toHaveBeenCalled();
    sendBrought.mockImplementation(() => expect(work.brought).toHaveLength(3));
    await opening.bring();
    expect(sendBrought).toHaveBeenCalledOnce();
    expect(opening.state.getState().name).toBe('done');
  });

  it('[F16] a page that goes midway has listed what was taken in', async () => {
    const { opening, listed } = openingOf({});
    await opening.look(threeDocuments);
    const left: number[] = [];
    const leaveAfterFirst = opening.state.subscribe((state) => {
      if (state.name !== 'bringing' || state.done !== 1) return;
      page.dispatchEvent(new Event('pagehide'));
      left.push(listed.length);
    });
    await opening.bring();
    leaveAfterFirst();
    // Each of the two threads had finished one.
    expect(left).toEqual([2]);
    expect(listed).toHaveLength(3);
  });

  it('[UI-FILES] a document in two files is new once, and a file that is none is named', async () => {
    const { opening, fates } = openingOf({});
    const copy = { name: 'copy.ecritoire', file: fileOf([idOf(1), someState]) };
    await opening.look([copy, copy]);
    expect(fates()).toEqual(['new', 'merged']);
  });

  it('[UI-FILES] says before anything changes how much room is missing', async () => {
    const { opening } = openingOf({}, 10);
    await opening.look(threeDocuments);
    const found = opening.state.getState();
    expect(found.name === 'found' && found.missingBytes).toBeGreaterThan(3 * someState.length - 11);
    const { opening: roomy } = openingOf({}, 1_000_000);
    await roomy.look(threeDocuments);
    expect(roomy.state.getState()).toMatchObject({ name: 'found', missingBytes: 0 });
  });

  it('[F18] says of what is in the trash that it will be put back, and puts back what was taken in, nothing else', async () => {
    const trashed = new Set([idOf(1), idOf(2), idOf(3)]);
    const { opening, listed } = openingOf(
      { [idOf(1)]: [merging('same')], [idOf(2)]: [err('no-document')] },
      undefined,
      trashed,
    );
    await opening.look(threeDocuments);
    const found = opening.state.getState();
    const documents = 'documents' in found ? found.documents : [];
    expect(documents.map(isPutBack)).toEqual([true, false, true]);
    expect(documents.map(isChange)).toEqual([true, false, true]);
    expect(listed).toEqual([]);
    await opening.bring();
    expect(listed.toSorted()).toEqual([idOf(1), idOf(3)].toSorted());
  });

  it('[F18] stopped before its turn, a document stays in the trash', async () => {
    const { opening, listed } = openingOf({}, undefined, new Set([idOf(1), idOf(2), idOf(3)]));
    await opening.look(threeDocuments);
    opening.stop();
    await opening.bring();
    expect(listed).toEqual([]);
  });

  it('[F20] takes nothing off the list: what the list of a file says was deleted is in the trash', async () => {
    const [here, elsewhere] = testDevices(2);
    if (here === undefined || elsewhere === undefined) throw new Error('Two devices');
    for (const seed of [1, 9]) here.add(idOf(seed));
    meet(here, elsewhere);
    elsewhere.remove([idOf(9)]);
    const archived = Y.encodeStateAsUpdate(elsewhere.doc);
    const opening = createOpening({
      threads: [workThatSays({})],
      library: {
        ...here,
        getSnapshot: () => ({ phase: 'ready', ...here.getContents() }),
        mergeUpdate: (update) => Y.applyUpdate(here.doc, update),
      },
      now: Date.now,
      readRoomLeft: async () => undefined,
      sendBrought: () => undefined,
    });
    const writer = writeArchive('Écritoire', 0);
    writer.add({ id: idOf(1), title: 'Minutes', lacks: [], state: someState, markdown: '' });
    await opening.look([{ name: 'all.ecritoire', file: writer.finish(archived) }]);
    await opening.bring();
    expect(here.find(idOf(1))).toMatchObject({ trashedAt: undefined });
    expect(here.find(idOf(9))).toMatchObject({ keptFor: 'file' });
    expect(here.find(idOf(9))?.trashedAt).toBeGreaterThan(0);
  });
});
