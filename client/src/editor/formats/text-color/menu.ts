import { Baseline, Eraser } from 'lucide-react';
import type { FormatEntry } from '../contract.ts';
import { paletteColors } from '../palette.ts';

const section: FormatEntry['section'] = (t) => t('blocks:text-color.section');

const colors = paletteColors.map(
  (color, index): FormatEntry => ({
    id: `text-color-${color}`,
    icon: Baseline,
    menu: 'colors',
    section,
    place: 20 + index,
    label: (t) => t(`blocks:text-color.colors.${color}`),
    tint: `text-${color}`,
    isOn: (editor) => editor.isActive('textColor', { color }),
    run: (chain) => chain.toggleTextColor(color),
  }),
);

export const menu: readonly FormatEntry[] = [
  ...colors,
  {
    id: 'text-color-none',
    icon: Eraser,
    menu: 'colors',
    section,
    place: 29,
    label: (t) => t('blocks:text-color.none'),
    run: (chain) => chain.unsetTextColor(),
  },
];
