import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { isLanguage, type Language } from '../i18n/language.ts';
import { type FolderId, isFolderId } from '../library/folders.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What this device remembers of the person. Nothing of it leaves the device but `name` and `personId`, in awareness. */
export interface Preferences {
  readonly personId: string;
  /** Empty until the person gives one. */
  readonly name: string;
  /** The question was answered or put aside; it is not asked again. */
  readonly isNameAsked: boolean;
  readonly language: Language | undefined;
  readonly theme: Theme;
  readonly isSidebarOpen: boolean;
  /** A text has the whole width of the window, not that of a sheet of paper. */
  readonly isWide: boolean;
  /** Spaces and the ends of paragraphs are shown. */
  readonly areInvisiblesShown: boolean;
  readonly hasSeenOfflineNote: boolean;
  /** Documents that are not open are not brought into step in the background. */
  readonly isConvergencePaused: boolean;
  /** What is typed is set as a printer would in the language of the document. */
  readonly hasTypography: boolean;
  /** In the sidebar, those that show what is in them. */
  readonly openFolders: readonly FolderId[];
  /** Of the menus of the text, by their ids, those that were used last, the latest first. */
  readonly recentEntries: readonly string[];
  /** The emoji that were used last, the latest first. */
  readonly recentEmojis: readonly string[];
}

/** Also read by public/first-paint.js. */
const storageKey = 'ecritoire:preferences';

export const longestNameLength = 60;

/** Folders that are long gone are not kept for ever. */
const mostOpenFolders = 500;

/** More are remembered than shown: some may be of another version. */
export const mostRecentEntries = 8;

export const mostRecentEmojis = 16;

// Not `\p{RGI_Emoji}`, which browsers of 2022 cannot read; what is not one after all is not shown.
const isEmoji = (value: unknown): value is string =>
  typeof value === 'string' && /^[\p{Emoji}\p{Emoji_Component}]{1,20}$/u.test(value);

const isEntryId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,40}$/.test(value);

const isTheme = (value: unknown): value is Theme => value === 'system' || value === 'light' || value === 'dark';

/** Reads what was stored, whoever wrote it: every field that is not what it should be takes its default. */
export function parsePreferences(text: string | null, randomId: () => string): Preferences {
  const stored = parseRecord(text);
  const { personId, name, language, theme, openFolders, recentEntries, recentEmojis } = stored;
  return {
    personId: typeof personId === 'string' && /^[\w-]{8,64}$/.test(personId) ? personId : randomId(),
    name: typeof name === 'string' ? name.slice(0, longestNameLength) : '',
    isNameAsked: stored['isNameAsked'] === true,
    language: isLanguage(language) ? language : undefined,
    theme: isTheme(theme) ? theme : 'system',
    isSidebarOpen: stored['isSidebarOpen'] !== false,
    isWide: stored['isWide'] === true,
    areInvisiblesShown: stored['areInvisiblesShown'] === true,
    hasSeenOfflineNote: stored['hasSeenOfflineNote'] === true,
    isConvergencePaused: stored['isConvergencePaused'] === true,
    hasTypography: stored['hasTypography'] === true,
    openFolders: Array.isArray(openFolders) ? openFolders.filter(isFolderId).slice(-mostOpenFolders) : [],
    recentEntries: Array.isArray(recentEntries) ? recentEntries.filter(isEntryId).slice(0, mostRecentEntries) : [],
    recentEmojis: Array.isArray(recentEmojis) ? recentEmojis.filter(isEmoji).slice(0, mostRecentEmojis) : [],
  };
}

function parseRecord(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Somebody else wrote there; the defaults hold.
    return {};
  }
}

/** Storage may be refused altogether (private window, policy): then the choices last as long as the page. */
function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function store(preferences: Preferences): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(preferences));
  } catch (error) {
    console.warn('Preferences could not be kept on this device', error);
  }
}

const randomId = () => crypto.getRandomValues(new BigUint64Array(2)).join('').slice(0, 32);

const preferences = createStore<Preferences>(() => parsePreferences(readStored(), randomId));
store(preferences.getState());

// A choice made in one tab holds in all of them.
globalThis.addEventListener?.('storage', (event) => {
  if (event.key === storageKey) preferences.setState(parsePreferences(event.newValue, randomId), true);
});

export const getPreferences = (): Preferences => preferences.getState();

export const subscribeToPreferences = (listener: (now: Preferences) => void): (() => void) =>
  preferences.subscribe(listener);

/** Changes some choices, here and on the device. */
export function setPreferences(change: Partial<Preferences>): void {
  preferences.setState(change);
  store(preferences.getState());
}

/** One choice, and whenever it changes. */
export const usePreference = <K extends keyof Preferences>(name: K): Preferences[K] =>
  useStore(preferences, (state) => state[name]);
