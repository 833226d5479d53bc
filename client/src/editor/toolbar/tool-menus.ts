import type { LucideIcon } from 'lucide-react';
import { Languages, Palette, TextAlignStart } from 'lucide-react';
import type { Translate } from '../blocks/contract.ts';
import type { FormatEntry, FormatMenu } from '../formats/contract.ts';
import { formatEntries } from '../formats/format-entries.ts';
import type { TextCommand } from './text-commands.ts';

/** A tool that offers a choice. */
export interface ToolMenu {
  readonly id: FormatMenu;
  readonly icon: LucideIcon;
  readonly group: TextCommand['group'];
  readonly label: (t: Translate) => string;
  /** Lower stays longer when there is little room. */
  readonly rank: number;
  readonly sections: readonly ToolMenuSection[];
}

/** What has a place in the toolbar, or under "more". */
export type Tool = TextCommand | ToolMenu;

export const isMenu = (tool: Tool): tool is ToolMenu => 'sections' in tool;

export interface ToolMenuSection {
  readonly label: (t: Translate) => string;
  readonly entries: readonly FormatEntry[];
}

/** Neighbours with the same name stand together. */
function sectionsOf(menu: FormatMenu): readonly ToolMenuSection[] {
  const sections: { readonly label: (t: Translate) => string; readonly entries: FormatEntry[] }[] = [];
  for (const entry of formatEntries) {
    if (entry.menu !== menu || entry.section === undefined) continue;
    const last = sections.at(-1);
    if (last?.label === entry.section) last.entries.push(entry);
    else sections.push({ label: entry.section, entries: [entry] });
  }
  return sections;
}

/** The menus of the toolbar for the formats with a choice, in its order. */
export const toolMenus: readonly ToolMenu[] = [
  {
    id: 'colors',
    icon: Palette,
    group: 'marks',
    label: (t) => t('toolbar.colors'),
    rank: 16,
    sections: sectionsOf('colors'),
  },
  {
    id: 'language',
    icon: Languages,
    group: 'marks',
    label: (t) => t('toolbar.language'),
    rank: 20,
    sections: sectionsOf('language'),
  },
  {
    id: 'alignment',
    icon: TextAlignStart,
    group: 'blocks',
    label: (t) => t('toolbar.alignment'),
    rank: 17,
    sections: sectionsOf('alignment'),
  },
];
