import { Subscript } from 'lucide-react';
import type { FormatEntry } from '../contract.ts';

export const menu: readonly FormatEntry[] = [
  {
    id: 'subscript',
    icon: Subscript,
    menu: 'tool',
    place: 2,
    label: (t) => t('blocks:subscript.name'),
    keys: 'Mod-,',
    isOn: (editor) => editor.isActive('subscript'),
    run: (chain) => chain.toggleSubscript(),
  },
];
