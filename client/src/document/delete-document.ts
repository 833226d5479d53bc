import type { DocumentId, Result } from '@ecritoire/shared';
import { deleteFromDevice } from '../storage/device.ts';
import type { StorageFailure } from '../storage/storage-failure.ts';
import { announceDeletion } from '../storage/tab-channel.ts';

/** Removes a document from this device, in every tab. The relay and other people keep theirs. */
export function deleteDocument(id: DocumentId): Promise<Result<void, StorageFailure>> {
  announceDeletion(id);
  return deleteFromDevice(id);
}
