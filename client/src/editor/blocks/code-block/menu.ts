import { SquareCode } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'code-block',
    icon: SquareCode,
    group: 'text',
    place: 30,
    label: (t) => t('blocks:code-block.name'),
    synonyms: (t) => t('blocks:code-block.synonyms'),
    keys: 'Mod-Alt-c',
    sign: '```',
    toolRank: 22,
    isOn: (editor) => editor.isActive('codeBlock'),
    run: (chain) => chain.toggleCodeBlock(),
  },
];
