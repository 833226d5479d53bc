import { FileSymlink } from 'lucide-react';
import type { MenuEntry } from '../../blocks/contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'document-link',
    icon: FileSymlink,
    group: 'insert',
    place: 50,
    label: (t) => t('blocks:document-link.name'),
    synonyms: (t) => t('blocks:document-link.synonyms'),
    keys: 'Mod-Shift-k',
    sign: '[[',
    toolRank: 9,
    run: (chain) => chain.startDocumentLink(),
  },
];
