import { byFolder } from '../blocks/by-folder.ts';
import type { FormatEntry } from './contract.ts';

const menus = byFolder(import.meta.glob<readonly FormatEntry[]>('./*/menu.ts', { eager: true, import: 'menu' }));

/** What the folders of the formats offer, in the order of the toolbar and its menus. */
export const formatEntries: readonly FormatEntry[] = [...menus.values()].flat().sort((a, b) => a.place - b.place);
