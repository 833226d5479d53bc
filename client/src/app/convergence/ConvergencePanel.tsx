import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { useLibrarySnapshot } from '../library-context.ts';
import { setPreferences } from '../preferences.ts';
import { RelativeTime } from '../RelativeTime.tsx';
import { documentPath } from '../routes.ts';
import { convergence } from './convergence.ts';
import type { ConvergenceState } from './convergence-state.ts';
import type { ConvergenceWords } from './describe-convergence.ts';

/** More names than this help nobody. */
const mostNamed = 5;

/** What is being done for the documents that are not open, what was not, and a way to stop it and to go on. */
export function ConvergencePanel({ words: { name } }: { readonly words: ConvergenceWords }) {
  const { t } = useTranslation();
  const state = useStore(convergence.state);
  const counts = { done: state.done, total: state.total, count: state.skipped.length };
  return (
    <>
      <h2 className="popover__title">{t(`convergence.${name}`, counts)}</h2>
      <p className="popover__text">{t(`convergence.explain.${name}`)}</p>
      {state.done < state.total && (
        <progress
          className="convergence__progress"
          aria-label={t('convergence.panel')}
          value={state.done}
          max={state.total}
        />
      )}
      {state.skipped.length > 0 && <Skipped skipped={state.skipped} />}
      {state.endedAt !== undefined && (
        <p className="convergence__last">
          {t('convergence.last')} <RelativeTime atMs={state.endedAt} />
        </p>
      )}
      <Actions state={state} />
    </>
  );
}

function Skipped({ skipped }: Pick<ConvergenceState, 'skipped'>) {
  const { t } = useTranslation();
  const { entries } = useLibrarySnapshot();
  const more = skipped.length - mostNamed;
  return (
    <section>
      <h3 className="convergence__heading">{t('convergence.skipped', { count: skipped.length })}</h3>
      <ul className="convergence__skipped">
        {skipped.slice(0, mostNamed).map(({ id, reason }) => (
          <li key={id}>
            <Link href={documentPath(id)} className="convergence__document">
              {entries.find((entry) => entry.id === id)?.title.trim() || t('common.untitled')}
            </Link>
            <span className="convergence__reason">{t(`convergence.reason.${reason}`)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="convergence__reason">{t('convergence.more', { count: more })}</p>}
    </section>
  );
}

function Actions({ state }: { readonly state: ConvergenceState }) {
  const { t } = useTranslation();
  const setPaused = (isConvergencePaused: boolean) => setPreferences({ isConvergencePaused });
  const canRetry = !['person', 'offline'].includes(state.standstill ?? '');
  return (
    <div className="convergence__actions">
      {state.standstill === 'person' ? (
        <Button onPress={() => setPaused(false)}>{t('convergence.goOn')}</Button>
      ) : (
        <Button onPress={() => setPaused(true)}>{t('convergence.pause')}</Button>
      )}
      {canRetry && (state.standstill !== undefined || state.skipped.length > 0) && (
        <Button onPress={convergence.retry}>{t('convergence.fetchNow')}</Button>
      )}
    </div>
  );
}
