/** What stands inside a line of text. */
export const inlineWords = {
  emoji: {
    list: 'Emoji',
    found_one: '{{count}} emoji',
    found_other: '{{count}} emoji',
    none: 'No emoji of that name',
    loading: 'One moment…',
    missing: 'The names of emoji could not be fetched. You can still use those of your keyboard.',
  },
} as const;
