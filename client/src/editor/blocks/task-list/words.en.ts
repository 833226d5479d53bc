export const words = {
  name: 'Task list',
  synonyms: 'to-do todo checkbox actions',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly 'task-list': typeof words;
  }
}
