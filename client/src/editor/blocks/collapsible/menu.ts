import { ListCollapse } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'collapsible',
    icon: ListCollapse,
    group: 'insert',
    place: 28,
    label: (t) => t('blocks:collapsible.name'),
    synonyms: (t) => t('blocks:collapsible.synonyms'),
    sign: '>>>',
    isOn: (editor) => editor.isActive('collapsible'),
    run: (chain) => chain.toggleCollapsible(),
  },
];
