/** What the menus of the blocks say around their entries. */
export const menuWords = {
  insert: 'Insert',
  list: 'What to insert',
  recent: 'Used last',
  groups: { text: 'Text', lists: 'Lists', insert: 'Blocks' },
  found_one: '{{count}} entry',
  found_other: '{{count}} entries',
  none: 'Nothing by that name',
} as const;
