import { byFolder } from './by-folder.ts';
import { type MenuEntry, menuGroups } from './contract.ts';

const menus = byFolder(
  import.meta.glob<readonly MenuEntry[]>(['./*/menu.ts', '../inline/*/menu.ts'], { eager: true, import: 'menu' }),
);

/** What the folders of the blocks and of what stands in the line offer, in the order of the menus. */
export const menuEntries: readonly MenuEntry[] = [...menus.values()]
  .flat()
  .sort((a, b) => menuGroups.indexOf(a.group) - menuGroups.indexOf(b.group) || a.place - b.place);
