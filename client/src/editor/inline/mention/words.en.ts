export const words = {
  name: 'Mention a person…',
  synonyms: 'people somebody name at',
  list: 'People',
  self: '{{name}} (you)',
  other: 'Mention “{{name}}”',
  found_one: '{{count}} person',
  found_other: '{{count}} people',
  none: 'Write a name',
} as const;

declare module '../../blocks/block-words.ts' {
  interface BlockWords {
    readonly mention: typeof words;
  }
}
