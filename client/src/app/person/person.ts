import i18next from 'i18next';
import { personColor } from '../../ui/person-color.ts';
import { getPreferences, longestNameLength } from '../preferences.ts';

/** What the others are told of a person, in awareness as `user`. Self-declared: it proves nothing. */
export interface AnnouncedPerson {
  readonly id: string;
  readonly name: string;
  /** For clients that draw what they are given; this one chooses colours by `id`. */
  readonly color: string;
}

/** A name for somebody who gave none, the same on every visit: "Guest 27". */
export function guestName(personId: string): string {
  let sum = 0;
  for (let i = 0; i < personId.length; i++) sum = (sum * 31 + personId.charCodeAt(i)) % 90;
  return i18next.t('name.guest', { number: sum + 10 });
}

/** The person in front of this page, as the others see them. */
export function currentPerson(): AnnouncedPerson {
  const { personId, name } = getPreferences();
  return { id: personId, name: name.trim() || guestName(personId), color: personColor(personId) };
}

/** A name as it will be announced. */
export const tidyName = (typed: string): string => typed.trim().replaceAll(/\s+/g, ' ').slice(0, longestNameLength);
