import { Fragment } from 'react';
import { Button, DialogTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { currentPerson } from '../person/person.ts';
import type { PresentPerson } from '../person/presence.ts';
import { PersonActions } from './PersonActions.tsx';

const shownCount = 3;

/** Who else is here: discs at a glance, names on request, and the way to where they are. */
export function Presence(props: {
  readonly people: readonly PresentPerson[];
  /** Whether there is a text to go to somebody in. */
  readonly canGo: boolean;
}) {
  const { people, canGo } = props;
  const { t } = useTranslation();
  const others = people.map((person) => ({ ...person, name: person.name || t('people.someone') }));
  const hiddenCount = others.length - shownCount;
  return (
    <div className="presence" data-testid="presence" data-count={others.length}>
      {others.length > 0 && (
        <DialogTrigger>
          <Button className="presence__button">
            {others.slice(0, shownCount).map(({ id, name }) => (
              <Fragment key={id}>
                <Avatar personId={id} name={name} isRead />{' '}
              </Fragment>
            ))}
            {others.length > 1 && <span className="presence__more presence__more--narrow">+{others.length - 1}</span>}
            {hiddenCount > 0 && <span className="presence__more">+{hiddenCount}</span>}{' '}
            <span className="visually-hidden">{t('people.here', { count: others.length + 1 })}</span>
          </Button>
          <Popover label={t('people.list')} placement="bottom end">
            {({ close }) => (
              <>
                <h2 className="popover__title">{t('people.here', { count: others.length + 1 })}</h2>
                <PeopleList others={others} onGone={canGo ? close : undefined} />
              </>
            )}
          </Popover>
        </DialogTrigger>
      )}
    </div>
  );
}

function PeopleList(props: {
  readonly others: readonly PresentPerson[];
  /** Absent where nobody can be gone to. */
  readonly onGone: (() => void) | undefined;
}) {
  const { others, onGone } = props;
  const { t } = useTranslation();
  const self = currentPerson();
  return (
    <ul className="people">
      {others.map(({ id, name }) => (
        <li key={id} className="people__person">
          <Avatar personId={id} name={name} />
          {name}
          {onGone !== undefined && <PersonActions id={id} name={name} onDone={onGone} />}
        </li>
      ))}
      <li className="people__person">
        <Avatar personId={self.id} name={self.name} />
        {self.name} <span className="people__you">({t('people.you')})</span>
      </li>
    </ul>
  );
}
