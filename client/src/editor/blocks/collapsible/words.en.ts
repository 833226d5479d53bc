export const words = {
  name: 'Collapsible section',
  synonyms: 'collapsible toggle details accordion fold hide spoiler',
  title: 'Title',
  untitled: 'Section without a title',
  shortcut: 'Open or close the section, from its title',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly collapsible: typeof words;
  }
}
