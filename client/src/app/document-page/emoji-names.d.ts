declare module 'virtual:emoji-names-*' {
  /** See `emoji-names.ts` beside the configuration of Vite. */
  export const names: string;
}
