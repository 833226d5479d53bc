import i18next from 'i18next';
import { useEffect, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import { announcements } from '../announcements.ts';
import { subscribeToPreferences, usePreference } from '../preferences.ts';
import { currentPerson } from './person.ts';
import { comparePresence, type PresentPerson, readPresence } from './presence.ts';

/** Announces this person in a document, and follows who else is there, saying it to those who do not see the page. */
export function usePresence(awareness: Awareness): readonly PresentPerson[] {
  const personId = usePreference('personId');
  const [people, setPeople] = useState<readonly PresentPerson[]>([]);

  useEffect(() => {
    const introduce = () => awareness.setLocalStateField('user', currentPerson());
    introduce();
    i18next.on('languageChanged', introduce);
    const stop = subscribeToPreferences(introduce);
    return () => {
      stop();
      i18next.off('languageChanged', introduce);
    };
  }, [awareness]);

  useEffect(() => {
    let known: readonly PresentPerson[] = [];
    const read = () => {
      const now = readPresence(awareness, personId);
      if (JSON.stringify(now) === JSON.stringify(known)) return;
      announceChanges(known, now);
      known = now;
      setPeople(now);
    };
    read();
    awareness.on('change', read);
    return () => awareness.off('change', read);
  }, [awareness, personId]);

  return people;
}

function announceChanges(before: readonly PresentPerson[], after: readonly PresentPerson[]): void {
  const { joined, left } = comparePresence(before, after);
  const names = (people: readonly PresentPerson[]) =>
    new Intl.ListFormat(i18next.language).format(people.map(({ name }) => name || i18next.t('people.someone')));
  if (joined.length > 0) announcements.announce('joined', i18next.t('people.joined', { names: names(joined) }));
  if (left.length > 0) announcements.announce('left', i18next.t('people.left', { names: names(left) }));
}
