import { SeparatorHorizontal } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'page-break',
    icon: SeparatorHorizontal,
    group: 'insert',
    place: 41,
    label: (t) => t('blocks:page-break.name'),
    synonyms: (t) => t('blocks:page-break.synonyms'),
    run: (chain) => chain.setPageBreak(),
  },
];
