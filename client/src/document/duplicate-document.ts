import { type DocumentId, err, ok, type Result } from '@ecritoire/shared';
import type * as Y from 'yjs';
import type { StorageFailure } from '../storage/storage-failure.ts';
import { copyContent } from './copy-content.ts';
import { createDocument } from './create-document.ts';
import { openDocument } from './open-document.ts';
import { untilStatus } from './until-status.ts';

export interface Duplicate {
  readonly id: DocumentId;
  readonly title: string;
}

/**
 * Makes a new document with the content of one of this device, which is only read. `absent`: its text is not here, and
 * did not come. `update-needed`: a newer version wrote in it, and this one cannot say what belongs together.
 */
export async function duplicateDocument(
  id: DocumentId,
  options: { readonly language: string; readonly nameCopy: (title: string) => string },
): Promise<Result<Duplicate, StorageFailure | 'absent' | 'update-needed'>> {
  const open = openDocument(id);
  try {
    await untilStatus(open, ({ phase }) => phase.name !== 'loading' && phase.name !== 'fetching', 10_000);
    const { phase } = open.getStatus();
    if (phase.name === 'unreadable') return err(phase.failure);
    if (phase.name !== 'ready') return err(phase.name === 'update-needed' ? 'update-needed' : 'absent');
    const title = options.nameCopy(open.doc.getText('title').toString());
    const created = await createDocument(languageOf(open.doc) ?? options.language, (doc) =>
      copyContent(open.doc, doc, title),
    );
    return created.ok ? ok({ id: created.value, title }) : created;
  } finally {
    await open.close();
  }
}

function languageOf(doc: Y.Doc): string | undefined {
  const language: unknown = doc.getMap('meta').get('language');
  return typeof language === 'string' ? language : undefined;
}
