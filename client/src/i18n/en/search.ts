/** Finding documents by their words. */
export const searchWords = {
  search: {
    title: 'Search',
    label: 'Search titles and text, on this device',
    placeholder: 'Search titles and text, on this device',
    results: 'Documents found',
    recent: 'Recent documents',
    count_one: '{{count}} document found',
    count_other: '{{count}} documents found',
    firstOf: 'The best {{shown}} of {{total}}',
    similar: 'No document has exactly these words. Here are similar ones.',
    none: 'Nothing found for “{{text}}”.',
    noneHint: 'All the words must be in one document. Try fewer words, or only the beginning of one.',
    clear: 'Show all documents',
    reading: 'Still reading: {{read}} of {{total}} documents',
    unavailable: 'This browser gives search no storage here: only titles are searched.',
    newNamed: 'New document named “{{title}}”',
    hint: 'Arrows to choose, Enter to open. Words in quotation marks are found as they stand.',
  },
} as const;
