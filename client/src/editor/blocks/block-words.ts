import type { menuWords } from './menu-words.en.ts';

declare module '../../i18n/i18n.ts' {
  interface Resources {
    /** The words of the blocks and the formats: `t('blocks:quote.name')`. */
    readonly blocks: BlockWords;
  }
}

/** Each folder of a block or a format adds its own, under its own name (`words.en.ts`). */
export interface BlockWords {
  readonly menu: typeof menuWords;
}
