import { err, ok, type Result } from '@ecritoire/shared';
import { inspectUpdate } from '@ecritoire/shared/yjs-bytes';

/** Structs take memory that their bytes do not show. A document of 500 pages, typed letter by letter, has a twentieth. */
const maxStructs = 2 ** 21;

/**
 * Whether bytes from a file may meet a document: they are one Yjs update in its V1 encoding, and claim nothing that no
 * program has written (the rules of the relay, R6). Whether a document takes them shows on a copy only.
 */
export function checkState(state: Uint8Array): Result<void, 'no-document'> {
  // A state is whole: nothing in it can be beyond what is in it.
  const inspected = inspectUpdate(state, () => 0);
  if (!inspected.ok) return err('no-document');
  const structs = inspected.value.blocks.reduce((sum, block) => sum + block.structs, 0);
  return structs <= maxStructs ? ok(undefined) : err('no-document');
}
