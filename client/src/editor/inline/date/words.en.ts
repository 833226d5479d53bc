export const words = {
  name: 'Date',
  synonyms: 'today day calendar time',
  panel: 'Date',
  day: 'Day',
  today: 'Today',
  apply: 'Apply',
  error: 'Choose a day of the calendar.',
} as const;

declare module '../../blocks/block-words.ts' {
  interface BlockWords {
    readonly date: typeof words;
  }
}
