import { Minus } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'divider',
    icon: Minus,
    group: 'insert',
    place: 40,
    label: (t) => t('blocks:divider.name'),
    synonyms: (t) => t('blocks:divider.synonyms'),
    sign: '---',
    toolRank: 21,
    run: (chain) => chain.setHorizontalRule(),
  },
];
