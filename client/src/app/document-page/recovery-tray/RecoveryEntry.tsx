import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { announcements } from '../../announcements.ts';
import { showNotice } from '../../notices.ts';
import type { Decisions } from './decisions.ts';
import { measureText, writerOf } from './describe-entries.ts';
import type { OpenEntry } from './open-entries.ts';

interface RecoveryEntryProps {
  readonly entry: OpenEntry;
  /** BCP 47, of the text. */
  readonly language: string;
  /** The tray says the rest, and has the button that puts it back. */
  readonly isOnly: boolean;
  /** Absent for a person who may only read. */
  readonly decide: Decisions | undefined;
}

const longestShown = 420;
const shortenedTo = 340;

function beginningOf(text: string): string {
  const end = text.lastIndexOf(' ', shortenedTo);
  // A full stop before the ellipsis would make four.
  return text.slice(0, end > shortenedTo / 2 ? end : shortenedTo).replace(/[\s.…]+$/u, '');
}

/** The words themselves, where they would go, and what can be done with them. */
export function RecoveryEntry(props: RecoveryEntryProps) {
  const { entry, language, isOnly } = props;
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const id = useId();
  const text = entry.passages.join(' … ');
  const isLong = text.length > longestShown;
  return (
    <li className="recovery-entry">
      <blockquote className="recovery-entry__text" id={id} lang={language} dir="auto">
        {isLong && !isWhole ? `${beginningOf(text)}…` : text}
      </blockquote>
      <p className="recovery-entry__facts">
        {!isOnly && <Source entry={entry} language={language} />}
        <Destination entry={entry} language={language} />
      </p>
      <div className="recovery-entry__actions">
        <EntryActions {...props} describedBy={id} />
        {isLong && (
          <Button kind="quiet" aria-expanded={isWhole} aria-controls={id} onPress={() => setIsWhole(!isWhole)}>
            {t(isWhole ? 'recovery.less' : 'recovery.all')}
          </Button>
        )}
      </div>
    </li>
  );
}

function EntryActions({ entry, isOnly, decide, describedBy }: RecoveryEntryProps & { readonly describedBy: string }) {
  const { t } = useTranslation();
  const described = { 'aria-describedby': describedBy };
  if (decide === undefined)
    return (
      <Button {...described} onPress={() => void copyWords(entry, t('recovery.copied'))}>
        {t('recovery.copy')}
      </Button>
    );
  return (
    <>
      {!isOnly && (
        <Button {...described} onPress={() => decide.putBack([entry])}>
          {t('recovery.putBack')}
        </Button>
      )}
      {entry.place !== undefined && (
        <Button
          kind="quiet"
          {...described}
          onPress={() => decide.reveal({ blockId: entry.blockId, offset: entry.offset })}
        >
          {t('recovery.showPlace')}
        </Button>
      )}
      <Button kind="quiet" {...described} onPress={() => decide.discard([entry])}>
        {t('recovery.discard')}
      </Button>
    </>
  );
}

function Source({ entry, language }: Pick<RecoveryEntryProps, 'entry' | 'language'>) {
  const { t } = useTranslation();
  const { unit, count } = measureText(entry.passages.join(' '), language);
  return (
    <>
      <strong>{t(`recovery.${unit}`, { count, names: writerOf(entry, t) })}</strong>
      {' · '}
    </>
  );
}

function Destination({ entry, language }: Pick<RecoveryEntryProps, 'entry' | 'language'>) {
  const { t } = useTranslation();
  if (entry.place === undefined) return t('recovery.goesToEnd');
  if (entry.place === '') return t('recovery.goesBack');
  const [before, after] = t('recovery.goesInto', { place: '\u0000' }).split('\u0000');
  return (
    <>
      {before}
      <span lang={language}>{entry.place}</span>
      {after}
    </>
  );
}

async function copyWords({ passages }: OpenEntry, copied: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(passages.join('\n'));
  } catch {
    // The browser does not allow it here; the words stand there to be selected by hand.
    return;
  }
  showNotice({ id: 'words-copied', text: copied, isBrief: true });
  announcements.announce('recovery', copied);
}
