import { type DocumentId, err, ok, type Result } from '@ecritoire/shared';
import type { StorageFailure } from '../storage/storage-failure.ts';
import { type OpenDocument, openDocument } from './open-document.ts';
import { writeTitle } from './title.ts';
import { untilStatus } from './until-status.ts';

/**
 * Gives a document of this device another title without showing it. Resolves once the device has it; the relay is
 * told in the background, or the next time the document is open.
 */
export async function renameDocument(id: DocumentId, title: string): Promise<Result<void, StorageFailure>> {
  const open = openDocument(id);
  await untilLoaded(open);
  const { phase } = open.getStatus();
  if (phase.name !== 'ready' && phase.name !== 'update-needed') {
    await open.close();
    return err(phase.name === 'unreadable' ? phase.failure : 'unavailable');
  }
  writeTitle(open.doc, title);
  await untilStored(open);
  const { failure } = open.getStatus();
  void untilConnected(open).then(() => open.close());
  return failure === undefined ? ok(undefined) : err(failure);
}

const untilLoaded = (open: OpenDocument) => untilStatus(open, ({ phase }) => phase.name !== 'loading');

const untilStored = (open: OpenDocument) =>
  untilStatus(open, ({ storedAt, failure }) => storedAt !== undefined || failure !== undefined);

/** Closing waits for the relay's confirmation by itself, but only on a connection that is there. */
const untilConnected = (open: OpenDocument) => untilStatus(open, (status) => status.isConfirmedByRelay, 3_000);
