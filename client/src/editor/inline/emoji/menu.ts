import { Smile } from 'lucide-react';
import type { MenuEntry } from '../../blocks/contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'emoji',
    icon: Smile,
    group: 'insert',
    place: 80,
    label: (t) => t('blocks:emoji.name'),
    synonyms: (t) => t('blocks:emoji.synonyms'),
    sign: ':',
    run: (chain) => chain.startEmoji(),
  },
];
