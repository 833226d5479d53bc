/** A name that every system accepts for a file; empty when nothing of the title can be in one. */
export function toFileName(title: string): string {
  const name = title
    .replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '');
  const short = [...name].slice(0, maxLength).join('').toWellFormed();
  return (reserved.test(short) ? `_${short}` : short).replace(/[. ]+$/, '');
}

const maxLength = 80;

/** Devices of old, which Windows sees in any folder and whatever follows the dot. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
