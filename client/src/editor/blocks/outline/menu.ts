import { TableOfContents } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'outline',
    icon: TableOfContents,
    group: 'insert',
    place: 45,
    label: (t) => t('blocks:outline.name'),
    synonyms: (t) => t('blocks:outline.synonyms'),
    run: (chain) => chain.setOutline(),
  },
];
