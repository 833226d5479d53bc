import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Button, DialogTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Popover } from '../../ui/Popover.tsx';
import { announcements } from '../announcements.ts';
import { settle } from '../document-page/settled.ts';
import { ConvergencePanel } from './ConvergencePanel.tsx';
import { convergence } from './convergence.ts';
import type { ConvergenceState } from './convergence-state.ts';
import { type ConvergenceWords, chooseConvergenceWords } from './describe-convergence.ts';
import './convergence.css';

export { convergence } from './convergence.ts';

/** What is done by then was never worth a word. */
const worthSayingMs = 2_000;

const isPassing = (state: ConvergenceState): boolean => {
  const name = chooseConvergenceWords(state)?.name;
  return name === 'looking' || name === 'working' || name === 'unreachable';
};

// Outlives the sidebar, of which each page draws its own.
const settled = settle(convergence.state, isPassing, worthSayingMs);

/** In one line, whether the documents that are not open are in step; a press says more. */
export function ConvergenceLine() {
  const { t } = useTranslation();
  const state = useSyncExternalStore(settled.subscribe, settled.getState);
  const words = chooseConvergenceWords(state);
  useAnnouncement(words, state);
  if (words === undefined) return null;
  const { icon: Icon, name } = words;
  return (
    <DialogTrigger>
      <Button className="convergence" data-testid="convergence" data-state={name}>
        <Icon className="icon" aria-hidden />
        <span className="convergence__label">{t(`convergence.${name}`, countsOf(state))}</span>
      </Button>
      <Popover label={t('convergence.panel')} placement="top start">
        <ConvergencePanel words={words} />
      </Popover>
    </DialogTrigger>
  );
}

/** `count` chooses the plural. */
const countsOf = ({ done, total, skipped }: ConvergenceState) => ({ done, total, count: skipped.length });

/** Said once, when something that was shown to be under way has come to its end. */
function useAnnouncement(words: ConvergenceWords | undefined, state: ConvergenceState): void {
  const { t } = useTranslation();
  const wasWorking = useRef(false);
  const name = words?.name;
  useEffect(() => {
    if (wasWorking.current && (name === 'upToDate' || name === 'partly'))
      announcements.announce('convergence', t(`convergence.${name}`, countsOf(state)));
    wasWorking.current = name === 'working';
  }, [name, state, t]);
}
