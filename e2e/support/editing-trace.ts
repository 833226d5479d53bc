import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { createRandom } from './random.ts';

/** How a text was typed: at each step so many characters deleted at a position, then so many inserted there. */
export interface EditingTrace {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly finalSha256: string;
}

export type Edit = readonly [position: number, deleted: number, inserted: string];

const recording = new URL('../../../shared/b4/edits.json.gz', import.meta.url);
const recordingSha256 = 'a489e9022976c14e46627aea174d07797edcb3fd17df42605956d4cf01bf9039';
const recordingLength = 259_778;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The keystrokes of a real paper (automerge-perf by Martin Kleppmann, CC-BY-4.0) where the recording lies beside the
 * repository; elsewhere as many made from a fixed seed. `name` says which.
 */
export async function loadEditingTrace(): Promise<EditingTrace> {
  if (!existsSync(recording)) return makeTrace();
  const bytes = await promisify(gunzip)(await readFile(recording));
  const edits: Edit[] = JSON.parse(bytes.toString());
  return { name: 'B4, the recording of a real paper', edits, finalSha256: recordingSha256 };
}

/** Like a real author: mostly forward, at times somewhere else, three deletions in ten. */
function makeTrace(): EditingTrace {
  const random = createRandom(4);
  const edits: Edit[] = [];
  const text: string[] = [];
  let cursor = 0;
  while (edits.length < recordingLength) {
    if (random.below(100) === 0) cursor = random.below(text.length + 1);
    if (cursor > 0 && random.below(10) < 3) {
      cursor -= 1;
      text.splice(cursor, 1);
      edits.push([cursor, 1, '']);
    } else {
      const letter = random.pick([...'etaoinshrdlu \n']);
      text.splice(cursor, 0, letter);
      edits.push([cursor, 0, letter]);
      cursor += 1;
    }
  }
  return {
    name: 'a made-up trace: the recording B4 is not beside the repository',
    edits,
    finalSha256: sha256(text.join('')),
  };
}
