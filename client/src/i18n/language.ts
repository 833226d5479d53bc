/** The languages of the interface, with the name each gives itself. */
export const languageNames = { fr: 'Français', en: 'English' } as const;

export type Language = keyof typeof languageNames;

export const isLanguage = (text: unknown): text is Language =>
  typeof text === 'string' && Object.hasOwn(languageNames, text);

const toLanguage = (tag: string | null | undefined): Language | undefined => {
  const base = tag?.toLowerCase().split('-')[0];
  return isLanguage(base) ? base : undefined;
};

/** The language to speak: what the address asks for (`?lang=`), else the person's choice, else the first of the browser's that we know, else English. */
export function chooseLanguage(asked: {
  readonly search: string;
  readonly choice: Language | undefined;
  readonly browserLanguages: readonly string[];
}): Language {
  return (
    toLanguage(new URLSearchParams(asked.search).get('lang')) ??
    asked.choice ??
    asked.browserLanguages.map(toLanguage).find((language) => language !== undefined) ??
    'en'
  );
}
