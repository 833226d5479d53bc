/** Told of `count` one-letter changes that one client made one after the other, from its unit `clock` on. */
export type RunHandler = (client: number, clock: number, count: number) => void;

let at = 0;

function readVarUint(bytes: Buffer): number {
  let byte = bytes[at++] ?? 0;
  if (byte < 128) return byte;
  let value = byte & 127;
  for (let scale = 128; byte >= 128; scale *= 128) {
    byte = bytes[at++] ?? 0;
    value += (byte & 127) * scale;
  }
  return value;
}

const hasOrigin = 0x80;
const hasRightOrigin = 0x40;
const hasKey = 0x20;
const stringContent = 4;

/** Steps over one Item of text. Throws on anything else: the generated documents hold nothing else. */
function skipItem(bytes: Buffer): void {
  const info = bytes[at++] ?? 0;
  if ((info & 31) !== stringContent || (info & hasKey) !== 0) throw new Error(`No letter typed: struct ${info}`);
  if ((info & hasOrigin) !== 0) skipId(bytes);
  if ((info & hasRightOrigin) !== 0) skipId(bytes);
  const length = readVarUint(bytes);
  at += length;
}

function skipId(bytes: Buffer): void {
  readVarUint(bytes);
  readVarUint(bytes);
}

/**
 * Reads which letters a V1 update brings, as cheaply as can be: an update of one client, which nearly all are, by
 * its first numbers alone. A server may have merged several (Hocuspocus does): each letter stays a struct of its own.
 */
export function readRuns(bytes: Buffer, start: number, onRun: RunHandler): void {
  at = start;
  const clients = readVarUint(bytes);
  for (let index = 0; index < clients; index += 1) {
    const structs = readVarUint(bytes);
    const client = readVarUint(bytes);
    const clock = readVarUint(bytes);
    if (index + 1 < clients) for (let skipped = 0; skipped < structs; skipped += 1) skipItem(bytes);
    onRun(client, clock, structs);
  }
}
