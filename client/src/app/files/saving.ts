import type { DocumentId } from '@ecritoire/shared';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Lack } from '../../files/file-format.ts';
import type { PackFault } from '../../files/file-tasks.ts';
import type { FileWork } from '../../files/file-work.ts';

/** A document that is not in the file that was made, or not all of it. */
export interface LeftOut {
  readonly id: DocumentId;
  readonly title: string;
  readonly reason: PackFault | 'gave-up' | Lack;
}

export type SavingState =
  | { readonly name: 'choosing' }
  | { readonly name: 'saving'; readonly done: number; readonly total: number }
  /** `file` is absent when nothing could be put into one. */
  | {
      readonly name: 'done';
      readonly file: Blob | undefined;
      readonly count: number;
      readonly leftOut: readonly LeftOut[];
    };

/** Documents on their way into one file. */
export interface Saving {
  readonly state: StoreApi<SavingState>;
  /** Call once. `library`: the list and its folders, to go along. */
  save(documents: readonly DocumentToSave[], library?: Uint8Array): Promise<void>;
  /** Nothing is made. */
  stop(): void;
}

export interface DocumentToSave {
  readonly id: DocumentId;
  readonly title: string;
}

export interface SavingOptions {
  readonly work: Pick<FileWork, 'run'>;
  /** What the page holds of a document that is open in it, stored or not; `undefined` for all others. */
  readonly readOpen: (id: DocumentId) => Uint8Array | undefined;
  readonly now: () => number;
}

export function createSaving({ work, readOpen, now }: SavingOptions): Saving {
  const state = createStore<SavingState>(() => ({ name: 'choosing' }));
  let isStopped = false;

  async function pack({ id, title }: DocumentToSave): Promise<{ isIn: boolean; leftOut: readonly LeftOut[] }> {
    const answer = await work.run('pack', id, readOpen(id));
    const packed = answer.ok ? answer.value : answer;
    if (!packed.ok) return { isIn: false, leftOut: [{ id, title, reason: packed.error }] };
    return { isIn: true, leftOut: packed.value.map((reason) => ({ id, title, reason })) };
  }

  return {
    state,
    async save(documents, library) {
      const leftOut: LeftOut[] = [];
      let count = 0;
      await work.run('begin', 'Écritoire', now());
      for (const [done, document] of documents.entries()) {
        if (isStopped) return;
        state.setState({ name: 'saving', done, total: documents.length }, true);
        const packed = await pack(document);
        leftOut.push(...packed.leftOut);
        if (packed.isIn) count += 1;
      }
      const file = count === 0 ? undefined : await work.run('finish', library);
      const isMade = file?.ok === true;
      state.setState({ name: 'done', file: isMade ? file.value : undefined, count: isMade ? count : 0, leftOut }, true);
    },
    stop() {
      isStopped = true;
    },
  };
}
