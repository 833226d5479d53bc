import type { menuWords } from './menu-words.en.ts';

declare module '../../i18n/i18n.ts' {
  interface Resources {
    /** The words of the blocks: `t('blocks:quote.name')`. */
    readonly blocks: BlockWords;
  }
}

/** Each block's folder adds its own, under its own name (`words.en.ts`). */
export interface BlockWords {
  readonly menu: typeof menuWords;
}
