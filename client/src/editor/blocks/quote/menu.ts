import { Quote } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'quote',
    icon: Quote,
    group: 'insert',
    place: 10,
    label: (t) => t('blocks:quote.name'),
    synonyms: (t) => t('blocks:quote.synonyms'),
    keys: 'Mod-Shift-b',
    sign: '>',
    toolRank: 10,
    isOn: (editor) => editor.isActive('blockquote'),
    run: (chain) => chain.toggleBlockquote(),
  },
];
