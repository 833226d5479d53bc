import i18next from 'i18next';
import { changeLanguage } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';
import { showNotice } from './notices.ts';
import { setPreferences } from './preferences.ts';
import { wordsIn } from './words-parts.ts';

/** Speaks another language from now on, on this device; says so when its words cannot be fetched. */
export async function chooseLanguage(language: Language): Promise<void> {
  const words = await wordsIn[language].load();
  if (!words.ok) {
    showNotice({ id: 'language', text: i18next.t('missingPart.title'), isBrief: false });
    return;
  }
  setPreferences({ language });
  forgetAskedLanguage();
  await changeLanguage(language, words.value);
}

/** A choice made by hand must not be undone by `?lang=` at the next reload. */
function forgetAskedLanguage(): void {
  const address = new URL(location.href);
  address.searchParams.delete('lang');
  history.replaceState(history.state, '', address);
}
