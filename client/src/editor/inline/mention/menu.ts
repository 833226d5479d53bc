import { AtSign } from 'lucide-react';
import type { MenuEntry } from '../../blocks/contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'mention',
    icon: AtSign,
    group: 'insert',
    place: 52,
    label: (t) => t('blocks:mention.name'),
    synonyms: (t) => t('blocks:mention.synonyms'),
    sign: '@',
    run: (chain) => chain.startMention(),
  },
];
