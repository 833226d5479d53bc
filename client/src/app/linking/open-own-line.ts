import type { DocumentId } from '@ecritoire/shared';
import { deleteDocument } from '../../document/delete-document.ts';
import { isAuthorsTurnTaken } from '../../document/recovery/open-recovery.ts';
import { openStoredDocument } from '../../document/stored-document.ts';
import { describeDocument } from '../../library/follow-document.ts';
import type { DeviceCopies } from '../../linking/forget-removed.ts';
import { type LibraryLine, type LibraryLineOptions, openLibraryLine } from '../../linking/library-line.ts';
import { isOnDevice, readUnsavedWork } from '../../storage/device.ts';
import { listDatabases } from '../../storage/standing.ts';

const visitMs = 5_000;

const copies: DeviceCopies = {
  async present(ids) {
    const names = await listDatabases();
    const present: DocumentId[] = [];
    for (const id of ids) if (names?.has(id) ?? (await isOnDevice(id))) present.push(id);
    return present;
  },
  async mustKeep(id) {
    if ((await readUnsavedWork(id)) !== undefined) return 'unsent';
    if (!(await isAuthorsTurnTaken(id))) return undefined;
    // A visit in the background is over by then.
    await new Promise((resolve) => setTimeout(resolve, visitMs));
    return (await isAuthorsTurnTaken(id)) ? 'open' : undefined;
  },
  async describe(id) {
    const opened = await openStoredDocument(id);
    if (!opened.ok) return { title: '', excerpt: '' };
    const description = describeDocument(opened.value.doc);
    await opened.value.close();
    return description;
  },
  remove: deleteDocument,
};

/** The line for this device's list, which answers for what this device has. */
export const openOwnLine = (options: Omit<LibraryLineOptions, 'copies'>): LibraryLine =>
  openLibraryLine({ ...options, copies });
