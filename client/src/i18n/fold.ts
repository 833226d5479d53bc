/** Without case and accents: "reunion" finds « Réunion ». */
export const fold = (text: string, language: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase(language)
    .replaceAll('œ', 'oe');
