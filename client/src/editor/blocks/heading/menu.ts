import { Heading1, Heading2, Heading3, Heading4, Heading5, Heading6 } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

const levels = [
  { level: 1, icon: Heading1 },
  { level: 2, icon: Heading2 },
  { level: 3, icon: Heading3 },
  { level: 4, icon: Heading4 },
  { level: 5, icon: Heading5 },
  { level: 6, icon: Heading6 },
] as const;

/** Deeper ones are rarely what somebody means by "heading". */
const deepestUsual = 3;

export const menu: readonly MenuEntry[] = levels.map(({ level, icon }) => ({
  id: `heading-${level}`,
  icon,
  group: 'text',
  place: 20 + level,
  label: (t) => t('blocks:heading.name', { level }),
  synonyms: (t) => t('blocks:heading.synonyms', { level }),
  keys: `Mod-Alt-${level}`,
  sign: '#'.repeat(level),
  ...(level > deepestUsual && { isRare: true }),
  isOn: (editor) => editor.isActive('heading', { level }),
  run: (chain) => chain.setHeading({ level }),
}));
