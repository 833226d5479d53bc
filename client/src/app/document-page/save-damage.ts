import { toBase64 } from 'lib0/buffer';
import type { DamageReport, OpenDocument } from '../../document/open-document.ts';
import { saveFile } from '../save-file.ts';

/** Gives what could not be read as a file, byte for byte, for somebody who can look into it. */
export function saveDamage(document: OpenDocument): void {
  const content = new Blob([describeDamage(document.id, document.readDamage())], { type: 'application/json' });
  saveFile(`${document.id}-damaged.json`, content);
}

/** As JSON: bytes in base64, anything else as it is. `waitingWords` were readable, and have no place in the text. */
function describeDamage(document: string, { rows, waitingWords }: DamageReport): string {
  const described = rows.map(({ key, kind, value }) => ({
    key,
    kind,
    ...(value instanceof Uint8Array ? { base64: toBase64(value) } : { value: value ?? null }),
  }));
  return JSON.stringify({ document, rows: described, waitingWords }, undefined, 2);
}
