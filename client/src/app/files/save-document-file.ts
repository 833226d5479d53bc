import type { DocumentId, Result } from '@ecritoire/shared';
import i18next from 'i18next';
import { fileExtension, type Lack } from '../../files/file-format.ts';
import { toFileName } from '../../files/file-name.ts';
import type { PackFault } from '../../files/file-tasks.ts';
import { startFileWork } from '../../files/file-work.ts';
import { showNotice } from '../notices.ts';
import { saveFile } from '../save-file.ts';

/**
 * Gives one document as an Écritoire file, and says what of it is not in there. `open`: what the page holds of it, where
 * it is open: the device may not have its last words.
 */
export async function saveDocumentFile(id: DocumentId, title: string, open?: Uint8Array): Promise<void> {
  const work = startFileWork();
  await work.run('begin', 'Écritoire', Date.now());
  const packed = await work.run('pack', id, open);
  const file = packed.ok && packed.value.ok ? await work.run('finish') : undefined;
  work.close();
  const shown = title.trim() || i18next.t('common.untitled');
  if (file?.ok === true) saveFile(`${toFileName(shown) || id}${fileExtension}`, file.value);
  const outcome = file?.ok === false ? file : packed.ok ? packed.value : packed;
  say(shown, outcome);
}

function say(title: string, outcome: Result<readonly Lack[], PackFault | 'gave-up'>): void {
  if (!outcome.ok) {
    const text = i18next.t('files.saveFailed', { title, reason: wordsFor(outcome.error) });
    showNotice({ id: 'file-saved', text, isBrief: false });
    return;
  }
  const isWhole = outcome.value.length === 0;
  const key = isWhole ? 'savedOne' : outcome.value.includes('damaged') ? 'savedDamaged' : 'savedWaiting';
  showNotice({ id: 'file-saved', text: i18next.t(`files.${key}`, { title }), isBrief: isWhole });
}

function wordsFor(fault: PackFault | 'gave-up'): string {
  switch (fault) {
    case 'absent':
    case 'too-large':
    case 'gave-up':
      return i18next.t(`files.saveFault.${fault}`);
    default:
      return i18next.t(`failure.${fault}`);
  }
}
