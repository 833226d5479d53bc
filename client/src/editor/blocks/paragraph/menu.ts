import { Pilcrow } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'paragraph',
    icon: Pilcrow,
    group: 'text',
    place: 10,
    label: (t) => t('blocks:paragraph.name'),
    synonyms: (t) => t('blocks:paragraph.synonyms'),
    keys: 'Mod-Alt-0',
    isOn: (editor) => editor.isActive('paragraph'),
    run: (chain) => chain.setParagraph(),
  },
];
