import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import type { BlockSchema } from '../contract.ts';

/** Bulleted and numbered lists, which have their items in common. */
export const schema: BlockSchema = {
  extensions: [BulletList, ListItem, OrderedList],
  kinds: { bulletList: 'list', listItem: 'item', orderedList: 'list' },
};
