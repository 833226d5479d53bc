import { LifeBuoy } from 'lucide-react';
import { type Ref, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { announcements } from '../../announcements.ts';
import type { Decisions } from './decisions.ts';
import { summarize } from './describe-entries.ts';
import type { OpenEntry } from './open-entries.ts';
import { RecoveryEntry } from './RecoveryEntry.tsx';
import './recovery-tray.css';

export interface RecoveryPanelProps {
  readonly entries: readonly OpenEntry[];
  /** BCP 47, of the text. */
  readonly language: string;
  /** Absent for a person who may only read. */
  readonly decide: Decisions | undefined;
}

/** Few words are shown at once, many when they are asked for: the paper belongs to the text. */
const shownAtOnce = { characters: 320, entries: 2 };
const entriesAtATime = 20;

function isShort(entries: readonly OpenEntry[]): boolean {
  const length = entries.reduce((sum, { passages }) => sum + passages.join(' ').length, 0);
  return length <= shownAtOnce.characters && entries.length <= shownAtOnce.entries;
}

/** What happened in one sentence, the words, and what can be done about them. */
export function RecoveryPanel(props: RecoveryPanelProps & { readonly ref: Ref<HTMLElement> }) {
  const { entries, decide } = props;
  const { t, i18n } = useTranslation();
  const [choice, setChoice] = useState<boolean>();
  const id = useId();
  const { before, amount, after } = summarize(entries, { t, language: i18n.language, textLanguage: props.language });
  useAnnouncement(entries, t('recovery.announce', { what: before + amount + after }));
  const isOpen = choice ?? isShort(entries);
  return (
    <section className="recovery-tray" data-testid="recovery-tray" aria-labelledby={`${id}summary`} ref={props.ref}>
      <div className="recovery-tray__head">
        <LifeBuoy className="icon recovery-tray__icon" aria-hidden />
        <p className="recovery-tray__summary" id={`${id}summary`}>
          {before}
          <strong>{amount}</strong>
          {after}
        </p>
        <div className="recovery-tray__actions">
          <Button aria-expanded={isOpen} aria-controls={`${id}body`} onPress={() => setChoice(!isOpen)}>
            {t(isOpen ? 'recovery.hide' : 'recovery.show')}
          </Button>
          {decide !== undefined && (
            <Button onPress={() => decide.putBack(entries)}>
              {t(entries.length > 1 ? 'recovery.putAllBack' : 'recovery.putBack')}
            </Button>
          )}
        </div>
      </div>
      <div className="recovery-tray__body" id={`${id}body`} hidden={!isOpen}>
        {isOpen && <Entries entries={entries} language={props.language} decide={decide} />}
      </div>
    </section>
  );
}

function Entries({ entries, language, decide }: RecoveryPanelProps) {
  const { t } = useTranslation();
  const [shownCount, setShownCount] = useState(entriesAtATime);
  const isOnly = entries.length === 1;
  const hiddenCount = entries.length - shownCount;
  return (
    <>
      {decide === undefined && <p className="recovery-tray__hint">{t('recovery.readOnly')}</p>}
      <ul className="recovery-tray__list">
        {entries.slice(0, shownCount).map((entry) => (
          <RecoveryEntry key={entry.id} entry={entry} language={language} isOnly={isOnly} decide={decide} />
        ))}
      </ul>
      {!isOnly && (decide !== undefined || hiddenCount > 0) && (
        <div className="recovery-tray__foot">
          {hiddenCount > 0 && (
            <Button kind="quiet" onPress={() => setShownCount(shownCount + entriesAtATime)}>
              {t('recovery.more', { count: Math.min(hiddenCount, entriesAtATime) })}
            </Button>
          )}
          {decide !== undefined && (
            <Button kind="quiet" onPress={() => decide.discard(entries)}>
              {t('recovery.discardAll')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** Says it when there is something new, not when something is decided. */
function useAnnouncement(entries: readonly OpenEntry[], words: string): void {
  const announced = useRef(new Set<string>());
  useEffect(() => {
    const isNew = entries.some(({ id }) => !announced.current.has(id));
    for (const { id } of entries) announced.current.add(id);
    if (isNew) announcements.announce('recovery', words);
  }, [entries, words]);
}
