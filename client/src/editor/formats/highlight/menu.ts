import { Eraser, Highlighter } from 'lucide-react';
import type { FormatEntry } from '../contract.ts';
import { paletteColors } from '../palette.ts';

const section: FormatEntry['section'] = (t) => t('blocks:highlight.section');

const colors = paletteColors.map(
  (color, index): FormatEntry => ({
    id: `highlight-${color}`,
    icon: Highlighter,
    menu: 'colors',
    section,
    place: 30 + index,
    label: (t) => t(`blocks:highlight.colors.${color}`),
    tint: `highlight-${color}`,
    ...(color === 'yellow' && { keys: 'Mod-Shift-h' }),
    isOn: (editor) => editor.isActive('highlight', { color }),
    run: (chain) => chain.toggleHighlight(color),
  }),
);

export const menu: readonly FormatEntry[] = [
  ...colors,
  {
    id: 'highlight-none',
    icon: Eraser,
    menu: 'colors',
    section,
    place: 39,
    label: (t) => t('blocks:highlight.none'),
    run: (chain) => chain.unsetHighlight(),
  },
];
