import { err, ok } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import type { FileTasks } from '../../files/file-tasks.ts';
import { idOf } from '../../files/test-files.ts';
import { createSaving, type SavingOptions } from './saving.ts';

const documents = [1, 2, 3].map((seed) => ({ id: idOf(seed), title: `Document ${seed}` }));
const file = new Blob(['file']);

function savingOf(pack: FileTasks['pack']) {
  const asked: string[] = [];
  const tasks: Pick<FileTasks, 'begin' | 'pack' | 'finish'> = {
    begin: async () => undefined,
    pack,
    finish: async () => file,
  };
  const work: SavingOptions['work'] = {
    run: async (name, ...what) => {
      asked.push(name);
      return ok(await Reflect.apply(Reflect.get(tasks, name), tasks, what));
    },
  };
  return { asked, saving: createSaving({ work, readOpen: () => undefined, now: () => 0 }) };
}

describe('saving several documents as one file', () => {
  it('[F9] says of each document that is not in the file, or not whole, why', async () => {
    const { saving } = savingOf(async (id) =>
      id === idOf(1) ? err('absent') : id === idOf(2) ? ok(['damaged']) : ok([]),
    );
    await saving.save(documents);
    expect(saving.state.getState()).toEqual({
      name: 'done',
      file,
      count: 2,
      leftOut: [
        { ...documents[0], reason: 'absent' },
        { ...documents[1], reason: 'damaged' },
      ],
    });
  });

  it('[UI-FILES] stopped, it makes no file', async () => {
    const { saving, asked } = savingOf(async () => {
      saving.stop();
      return ok([]);
    });
    await saving.save(documents);
    expect(asked).toEqual(['begin', 'pack']);
  });

  it('[UI-FILES] of nothing it makes no file', async () => {
    const { saving, asked } = savingOf(async () => err('absent'));
    await saving.save(documents);
    expect(saving.state.getState()).toMatchObject({ name: 'done', file: undefined, count: 0 });
    expect(asked).not.toContain('finish');
  });
});
