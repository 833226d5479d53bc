/** Links between documents. */
export const linkWords = {
  documentLink: {
    list: 'Documents to link to',
    found_one: '{{count}} document',
    found_other: '{{count}} documents',
    none: 'Write a title to find a document',
    create: 'New document named “{{title}}”',
    absent: 'not on this device',
    trashed: 'in the trash',
  },
  linkedFrom: {
    title: 'Linked from',
    more_one: 'Show {{count}} more',
    more_other: 'Show {{count}} more',
  },
} as const;
