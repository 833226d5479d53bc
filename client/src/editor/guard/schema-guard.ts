import type { Schema } from '@tiptap/pm/model';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { contentSchema } from '../schema.ts';
import { assessContent, isCovered } from './assess-content.ts';
import { type ForeignContent, noForeignContent } from './foreign-content.ts';
import { raiseStamp, readStamp, schemaVersion } from './schema-stamp.ts';
import { touchedBlocks } from './touched-blocks.ts';

/** What may be done with a document, as far as its schema goes. */
export type GuardVerdict =
  /** An editor may be mounted, with placeholders for `foreign`. The same object as long as the placeholders are. */
  | { readonly name: 'ready'; readonly foreign: ForeignContent }
  /**
   * Nothing may be mounted on it. `content`: it holds what no placeholder can stand for; `reader`, `writer`: it says
   * that only newer programs may read it, or write in it. `unknown` names what stands against it, for a report.
   */
  | { readonly name: 'update-needed'; readonly reason: FrozenReason; readonly unknown: readonly string[] };

export type FrozenReason = 'content' | 'reader' | 'writer';

/** Watches over one document that other versions of the program write in too. */
export interface SchemaGuard {
  /** Reads the whole document. Writes nothing. */
  assess(): GuardVerdict;
  /**
   * To be called in `beforeObserverCalls`, that is before the editor's binding sees the change. A verdict means that
   * the mounted editor must be gone before this turn goes on, because it would delete part of what came.
   */
  review(transaction: Y.Transaction): GuardVerdict | undefined;
}

export function createSchemaGuard(doc: Y.Doc): SchemaGuard {
  const content = doc.getXmlFragment('content');
  const meta = doc.getMap('meta');
  let verdict: GuardVerdict | undefined;
  let schema: Schema = contentSchema;
  let found: ForeignContent = noForeignContent;

  function judge(): GuardVerdict {
    const { minReader, minWriter } = readStamp(meta);
    if (minReader > schemaVersion) return frozen('reader', [`minReader:${minReader}`]);
    if (minWriter > schemaVersion) return frozen('writer', [`minWriter:${minWriter}`]);
    const assessment = assessContent(content, found);
    if (assessment.kind === 'frozen') return frozen('content', assessment.unknown);
    const isSame = verdict?.name === 'ready' && assessment.foreign === found;
    ({ schema, foreign: found } = assessment);
    return isSame && verdict !== undefined ? verdict : { name: 'ready', foreign: found };
  }

  function isHarmless(transaction: Y.Transaction): boolean {
    const changed = [...transaction.changed.keys()];
    if (changed.some((type) => Object.is(type, meta))) return false;
    const blocks = touchedBlocks(content, transaction);
    if (verdict?.name === 'ready') return isCovered(blocks, schema);
    // What stood against mounting may be gone by a deletion, which leaves no block to look at.
    return blocks.length === 0 && !changed.some((type) => Object.is(type, content));
  }

  function assess(): GuardVerdict {
    verdict = judge();
    return verdict;
  }

  return {
    assess,
    review(transaction) {
      // What the editor wrote it also knows. Undoing, which brings back what was there before, comes from elsewhere.
      const isFromEditor = transaction.origin === ySyncPluginKey;
      if (transaction.local && verdict?.name === 'ready') raiseStamp(meta, () => touchedBlocks(content, transaction));
      if (verdict === undefined || isFromEditor || isHarmless(transaction)) return undefined;
      const before = verdict;
      const after = assess();
      return after === before ? undefined : after;
    },
  };
}

const frozen = (reason: FrozenReason, unknown: readonly string[]): GuardVerdict => ({
  name: 'update-needed',
  reason,
  unknown,
});
