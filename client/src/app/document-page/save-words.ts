import {
  Ban,
  Check,
  CircleAlert,
  CloudOff,
  Eye,
  FileX,
  HardDrive,
  Loader,
  type LucideIcon,
  RefreshCw,
  Users,
} from 'lucide-react';
import type { DocumentStatus } from '../../document/document-status.ts';
import type { en } from '../../i18n/en.ts';
import type { PillTone } from '../../ui/StatusPill.tsx';

type WordKey = Exclude<keyof typeof en.save, 'short' | 'explain'>;

/** How a state of saving is said: keys of the words, an icon, a tone. */
export interface SaveWords {
  readonly tone: PillTone;
  readonly icon: LucideIcon;
  readonly label: WordKey;
  readonly shortLabel: keyof typeof en.save.short;
  readonly explanation: keyof typeof en.save.explain;
}

/** The words for where the person's text is. They never say more than `status` does. */
export function chooseSaveWords(status: Pick<DocumentStatus, 'phase' | 'save' | 'connection'>): SaveWords {
  if (status.phase.name === 'absent')
    return { tone: 'warn', icon: CloudOff, label: 'absent', shortLabel: 'absent', explanation: 'absent' };
  if (status.phase.name === 'removed')
    return { tone: 'neutral', icon: FileX, label: 'removed', shortLabel: 'removed', explanation: 'removed' };
  if (status.phase.name === 'unreadable')
    return { tone: 'danger', icon: FileX, label: 'unreadable', shortLabel: 'unreadable', explanation: 'unreadable' };
  switch (status.save) {
    case 'loading':
      return { tone: 'neutral', icon: Loader, label: 'loading', shortLabel: 'loading', explanation: 'loading' };
    case 'sending':
      return { tone: 'neutral', icon: RefreshCw, label: 'sending', shortLabel: 'sending', explanation: 'sending' };
    case 'saved':
      return { tone: 'ok', icon: Check, label: 'saved', shortLabel: 'saved', explanation: 'saved' };
    case 'error':
      return { tone: 'danger', icon: CircleAlert, label: 'error', shortLabel: 'error', explanation: 'error' };
    case 'read-only':
      return { tone: 'neutral', icon: Eye, label: 'readOnly', shortLabel: 'readOnly', explanation: 'readOnly' };
    case 'update-needed':
      return {
        tone: 'warn',
        icon: RefreshCw,
        label: 'updateNeeded',
        shortLabel: 'updateNeeded',
        explanation: 'updateNeeded',
      };
    case 'on-device':
      return onDeviceWords(status.connection);
  }
}

function onDeviceWords(connection: DocumentStatus['connection']): SaveWords {
  switch (connection) {
    // Connected, yet nothing is confirmed: a server that shares without saying what it keeps.
    case 'connected':
      return { tone: 'neutral', icon: Users, label: 'shared', shortLabel: 'shared', explanation: 'shared' };
    case 'connecting':
      return {
        tone: 'warn',
        icon: HardDrive,
        label: 'onDeviceOffline',
        shortLabel: 'offline',
        explanation: 'onDevice',
      };
    case 'refused':
      return { tone: 'warn', icon: Ban, label: 'notShared', shortLabel: 'onDevice', explanation: 'notShared' };
  }
}

/** What a control is called that shows `seen` of these words: with what is seen in it, as whoever speaks to the page says it (WCAG 2.5.3). */
export const nameWith = (seen: string, whole: string): string =>
  whole.toLowerCase().includes(seen.toLowerCase()) ? whole : `${seen} · ${whole}`;
