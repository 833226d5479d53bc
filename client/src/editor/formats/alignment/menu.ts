import { TextAlignCenter, TextAlignEnd, TextAlignStart } from 'lucide-react';
import type { FormatEntry } from '../contract.ts';
import { alignments } from './alignments.ts';

const icons = { left: TextAlignStart, center: TextAlignCenter, right: TextAlignEnd } as const;
const keys = { left: 'Mod-Shift-l', center: 'Mod-Shift-e', right: 'Mod-Shift-r' } as const;

const section: FormatEntry['section'] = (t) => t('blocks:alignment.section');

export const menu: readonly FormatEntry[] = alignments.map((align, index) => ({
  id: `align-${align}`,
  icon: icons[align],
  menu: 'alignment',
  section,
  place: 50 + index,
  label: (t) => t(`blocks:alignment.sides.${align}`),
  keys: keys[align],
  isOn: (editor) => editor.isActive({ align }),
  run: (chain) => chain.toggleAlignment(align),
}));
