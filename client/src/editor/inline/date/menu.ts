import { CalendarDays } from 'lucide-react';
import type { MenuEntry } from '../../blocks/contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'date',
    icon: CalendarDays,
    group: 'insert',
    place: 55,
    label: (t) => t('blocks:date.name'),
    synonyms: (t) => t('blocks:date.synonyms'),
    keys: 'Alt-Shift-d',
    run: (chain) => chain.insertDate(),
  },
];
