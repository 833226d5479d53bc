import { Table } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'table',
    icon: Table,
    group: 'insert',
    place: 15,
    label: (t) => t('blocks:table.name'),
    synonyms: (t) => t('blocks:table.synonyms'),
    isOn: (editor) => editor.isActive('table'),
    run: (chain) => chain.insertTable(),
  },
];
