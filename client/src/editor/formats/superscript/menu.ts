import { Superscript } from 'lucide-react';
import type { FormatEntry } from '../contract.ts';

export const menu: readonly FormatEntry[] = [
  {
    id: 'superscript',
    icon: Superscript,
    menu: 'tool',
    place: 1,
    label: (t) => t('blocks:superscript.name'),
    keys: 'Mod-.',
    isOn: (editor) => editor.isActive('superscript'),
    run: (chain) => chain.toggleSuperscript(),
  },
];
