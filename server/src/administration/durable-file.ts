import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Settles when the file, or the folder with the names in it, is on the disk. */
export async function flushToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The same for a file that was just written, and for its name. */
export async function flushFileAndName(path: string): Promise<void> {
  await flushToDisk(path);
  await flushToDisk(dirname(path));
}
