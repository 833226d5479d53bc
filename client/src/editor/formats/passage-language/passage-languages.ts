/** The languages that the menu offers, as BCP 47 writes them. A passage may be in any other. */
export const passageLanguages = ['fr', 'en', 'de', 'es', 'it', 'pt', 'nl', 'pl', 'la', 'ar'] as const;

const tagForm = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/;

/** A language by its BCP 47 name, whatever the document holds. */
export const toLanguageTag = (written: unknown): string | undefined =>
  typeof written === 'string' && tagForm.test(written) ? written : undefined;
