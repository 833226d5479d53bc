import { CircleCheck, Info, Lightbulb, TriangleAlert } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

const kinds = [
  { kind: 'info', icon: Info },
  { kind: 'warning', icon: TriangleAlert },
  { kind: 'success', icon: CircleCheck },
  { kind: 'tip', icon: Lightbulb },
] as const;

export const menu: readonly MenuEntry[] = kinds.map(({ kind, icon }, index) => ({
  id: `callout-${kind}`,
  icon,
  group: 'insert',
  place: 20 + index,
  label: (t) => t(`blocks:callout.entries.${kind}`),
  synonyms: (t) => t('blocks:callout.synonyms'),
  ...(kind === 'info' && { sign: '!!!' }),
  isOn: (editor) => editor.isActive('callout', { kind }),
  run: (chain) => chain.toggleCallout(kind),
}));
