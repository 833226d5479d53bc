/**
 * One WebSocket frame. Of a large one only the first bytes are there unless whole frames were asked for, so
 * `end - start` may be less than `size`. The bytes are only good until the call returns.
 */
export type FrameHandler = (first: number, bytes: Buffer, start: number, end: number, size: number) => void;

const peekBytes = 64;

/**
 * Finds the frames in what a server sends and nothing else: the load generator must be much cheaper than
 * what it measures. Returns the function that takes each read.
 */
export function createFrameWalker(onFrame: FrameHandler, keepsWhole: boolean): (read: Buffer, length: number) => void {
  // A frame that did not end in its read: what is kept of it, how much of that is there, how much is still to come.
  let kept: Buffer | undefined;
  let filled = 0;
  let missing = 0;
  let header = 0;
  let size = 0;
  // A header that did not end in its read.
  let torn: Buffer | undefined;

  function continueFrame(read: Buffer, length: number): number {
    if (kept === undefined) return 0;
    const taken = Math.min(missing, length);
    filled += read.copy(kept, filled, 0, Math.min(taken, kept.length - filled));
    missing -= taken;
    if (missing > 0) return taken;
    const whole = kept;
    kept = undefined;
    onFrame(whole[0] ?? 0, whole, header, whole.length, size);
    return taken;
  }

  function beginFrame(read: Buffer, at: number, length: number): void {
    const total = header + size;
    kept = Buffer.allocUnsafe(keepsWhole ? total : Math.min(total, header + peekBytes));
    filled = read.copy(kept, 0, at, Math.min(length, at + kept.length));
    missing = total - (length - at);
  }

  /** Whether the header at this place is all there; sets `header` and `size`. */
  function readHeader(read: Buffer, at: number, length: number): boolean {
    if (length - at < 2) return false;
    size = (read[at + 1] ?? 0) & 127;
    header = size < 126 ? 2 : size === 126 ? 4 : 10;
    if (length - at < header) return false;
    if (size === 126) size = read.readUInt16BE(at + 2);
    else if (size === 127) size = Number(read.readBigUInt64BE(at + 2));
    return true;
  }

  function walk(read: Buffer, length: number): void {
    let at = continueFrame(read, length);
    while (at < length) {
      if (!readHeader(read, at, length)) {
        torn = Buffer.from(read.subarray(at, length));
        return;
      }
      const end = at + header + size;
      if (end > length) {
        beginFrame(read, at, length);
        return;
      }
      onFrame(read[at] ?? 0, read, at + header, end, size);
      at = end;
    }
  }

  return (read, length) => {
    if (torn === undefined) {
      walk(read, length);
      return;
    }
    const joined = Buffer.concat([torn, read.subarray(0, length)]);
    torn = undefined;
    walk(joined, joined.length);
  };
}
