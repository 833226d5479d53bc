// https://sqlite.org/fileformat2.html#the_write_ahead_log
const headerBytes = 32;
const frameHeaderBytes = 24;
const magic = 0x377f0682;
const usualPageBytes = 4096;

/**
 * How many commits the bytes of a write-ahead log hold that SQLite will pass over in silence, although they were on
 * disk. At the first frame that does not match its checksum SQLite takes the log to end: after a cut power line it does.
 * But each commit is flushed before the next one is written, so where whole commits follow the mismatch, the disk
 * has changed what it held. In the last commit the two cannot be told apart; it counts as never finished.
 */
export function countLostCommits(log: Uint8Array): number {
  const frames = new Frames(log);
  let first = 0;
  if (frames.isHeaderSound()) while (first < frames.count && frames.isSound(first)) first += 1;
  let damagedCommit = first;
  while (damagedCommit < frames.count && !frames.isCommit(damagedCommit)) damagedCommit += 1;
  let after = 0;
  for (let frame = damagedCommit + 1; frame < frames.count; frame += 1)
    if (frames.isCommit(frame) && frames.isSound(frame)) after += 1;
  return after === 0 ? 0 : after + 1;
}

/** The frames of a log. Each carries the sum of everything up to it, so each can be checked against the one before. */
class Frames {
  readonly count: number;
  readonly #view: DataView;
  readonly #pageBytes: number;
  readonly #isLittleEndian: boolean;
  readonly #salts: readonly [number, number];

  constructor(log: Uint8Array) {
    // Room for a header at least: of an empty log everything is zero.
    const bytes = log.length < headerBytes ? new Uint8Array(headerBytes) : log;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const pageBytes = this.#view.getUint32(8);
    const isPageSize = pageBytes >= 512 && pageBytes <= 65_536 && (pageBytes & (pageBytes - 1)) === 0;
    this.#pageBytes = isPageSize ? pageBytes : usualPageBytes;
    this.count = Math.floor((bytes.length - headerBytes) / this.#frameBytes);
    // The last bit of the magic number says in which order the sums read their bytes.
    this.#isLittleEndian = (this.#view.getUint32(0) & 1) === 0;
    const saltsAt = this.isHeaderSound() || this.count === 0 ? 16 : headerBytes + 8;
    this.#salts = [this.#view.getUint32(saltsAt), this.#view.getUint32(saltsAt + 4)];
  }

  isHeaderSound(): boolean {
    const isMagic = (this.#view.getUint32(0) & ~1) === magic;
    return isMagic && this.#matches(this.#sum(0, 24, [0, 0]), 24);
  }

  isCommit(frame: number): boolean {
    return this.#view.getUint32(this.#start(frame) + 4) !== 0;
  }

  isSound(frame: number): boolean {
    const start = this.#start(frame);
    if (this.#view.getUint32(start + 8) !== this.#salts[0]) return false;
    if (this.#view.getUint32(start + 12) !== this.#salts[1]) return false;
    const before = frame === 0 ? 24 : this.#start(frame - 1) + 16;
    const sumBefore: Sum = [this.#view.getUint32(before), this.#view.getUint32(before + 4)];
    const sum = this.#sum(start + frameHeaderBytes, this.#pageBytes, this.#sum(start, 8, sumBefore));
    return this.#matches(sum, start + 16);
  }

  get #frameBytes(): number {
    return frameHeaderBytes + this.#pageBytes;
  }

  #start(frame: number): number {
    return headerBytes + frame * this.#frameBytes;
  }

  #matches([first, second]: Sum, at: number): boolean {
    return this.#view.getUint32(at) === first && this.#view.getUint32(at + 4) === second;
  }

  #sum(at: number, bytes: number, before: Sum): Sum {
    let [first, second] = before;
    for (let end = at + bytes, word = at; word < end; word += 8) {
      first = (first + this.#view.getUint32(word, this.#isLittleEndian) + second) >>> 0;
      second = (second + this.#view.getUint32(word + 4, this.#isLittleEndian) + first) >>> 0;
    }
    return [first, second];
  }
}

type Sum = readonly [number, number];
