import type { Editor } from '@tiptap/core';
import i18next from 'i18next';
import { Eye, Locate } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Awareness } from 'y-protocols/awareness';
import { afterFrame } from '../../../after-frame.ts';
import { readCaretPlace } from '../../../editor/carets/caret-place.ts';
import { useOfferedActions } from '../../actions/offered-actions.ts';
import { announcements } from '../../announcements.ts';
import { dismissNotice, showNotice } from '../../notices.ts';
import type { PresentPerson } from '../../person/presence.ts';
import { followPerson, goToPerson, stopFollowing, useFollowRequest } from './follow-state.ts';
import { untilOwnMove } from './until-own-move.ts';

interface FollowProps {
  readonly editor: Editor;
  readonly awareness: Awareness;
  readonly people: readonly PresentPerson[];
}

/** Brings the caret of somebody else into sight, once or for as long as the person lets it. Never moves one's own. */
export function FollowPerson({ editor, awareness, people }: FollowProps) {
  const { t } = useTranslation();
  const asked = useFollowRequest();
  const nameOf = ({ name }: PresentPerson) => name || t('people.someone');
  const person = people.find(({ id }) => id === asked?.personId);
  const [isHere, name] = [person !== undefined, person === undefined ? '' : nameOf(person)];
  useOfferedActions(() =>
    people.flatMap((other) => [
      {
        id: `go-to-${other.id}`,
        icon: Locate,
        label: t('people.goTo', { name: nameOf(other) }),
        run: () => goToPerson(other.id),
      },
      {
        id: `follow-${other.id}`,
        icon: Eye,
        label: t('people.follow', { name: nameOf(other) }),
        run: () => followPerson(other.id),
      },
    ]),
  );
  useEffect(() => stopFollowing, []);
  useEffect(() => {
    if (asked === undefined) return undefined;
    if (asked.isFollowed && isHere) return follow({ editor, awareness, personId: asked.personId, name });
    if (isHere && !bringIntoSight(editor, awareness, asked.personId)) tellNoCaret(name);
    // Done, or they are gone.
    stopFollowing();
    return undefined;
  }, [asked, isHere, name, editor, awareness]);
  return null;
}

const noticeId = 'follow';

/** Follows until the returned function is called. */
function follow(followed: Omit<FollowProps, 'people'> & { readonly personId: string; readonly name: string }) {
  const { editor, awareness, personId, name } = followed;
  const text = i18next.t('people.followed', { name });
  announcements.announce('follow', text);
  showNotice({
    id: noticeId,
    text,
    action: { label: i18next.t('people.stopFollowing'), run: stopFollowing },
    isBrief: false,
  });
  let isPlanned = false;
  let isFollowing = true;
  const show = () => {
    isPlanned = false;
    if (isFollowing) bringIntoSight(editor, awareness, personId);
  };
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    // When the frame with what they wrote has been made.
    afterFrame(show);
  };
  plan();
  awareness.on('change', plan);
  const stopListening = untilOwnMove(stopFollowing);
  return () => {
    isFollowing = false;
    awareness.off('change', plan);
    stopListening();
    dismissNotice(noticeId);
    announcements.announce('follow', i18next.t('people.unfollowed', { name }));
  };
}

function tellNoCaret(name: string): void {
  const text = i18next.t('people.noCaret', { name });
  showNotice({ id: noticeId, text, isBrief: true });
  announcements.announce('follow', text);
}

/** Room that the bars take, and a few lines around the caret. CSS pixels. */
const coveredAtTop = 150;
const coveredAtBottom = 120;

/** Whether they have a caret to go to. */
function bringIntoSight(editor: Editor, awareness: Awareness, personId: string): boolean {
  const place = readCaretPlace(editor, awareness, personId);
  if (place === undefined) return false;
  if (place.top < coveredAtTop || place.bottom > innerHeight - coveredAtBottom)
    scrollBy({ top: place.top - innerHeight * 0.4, behavior: 'instant' });
  return true;
}
