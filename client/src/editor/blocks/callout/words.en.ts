export const words = {
  entries: {
    info: 'Information callout',
    warning: 'Warning callout',
    success: 'Success callout',
    tip: 'Tip callout',
  },
  synonyms: 'callout box note notice admonition',
  kinds: { info: 'Information', warning: 'Warning', success: 'Success', tip: 'Tip' },
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly callout: typeof words;
  }
}
