import { List, ListOrdered } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'bullets',
    icon: List,
    group: 'lists',
    place: 10,
    label: (t) => t('blocks:list.bullets'),
    synonyms: (t) => t('blocks:list.bulletSynonyms'),
    keys: 'Mod-Shift-8',
    sign: '-',
    toolRank: 3,
    isOn: (editor) => editor.isActive('bulletList'),
    run: (chain) => chain.toggleBulletList(),
  },
  {
    id: 'numbers',
    icon: ListOrdered,
    group: 'lists',
    place: 20,
    label: (t) => t('blocks:list.numbers'),
    synonyms: (t) => t('blocks:list.numberSynonyms'),
    keys: 'Mod-Shift-7',
    sign: '1.',
    toolRank: 6,
    isOn: (editor) => editor.isActive('orderedList'),
    run: (chain) => chain.toggleOrderedList(),
  },
];
