import { Eye, Locate } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { followPerson, goToPerson } from './follow/follow-state.ts';

/** To where somebody else is in the text, once or all the time. */
export function PersonActions(props: { readonly id: string; readonly name: string; readonly onDone: () => void }) {
  const { id, name } = props;
  const { t } = useTranslation();
  const choose = (act: (id: string) => void) => {
    props.onDone();
    act(id);
  };
  return (
    <span className="people__actions">
      <IconButton label={t('people.goTo', { name })} onPress={() => choose(goToPerson)}>
        <Locate className="icon" aria-hidden />
      </IconButton>
      <IconButton label={t('people.follow', { name })} onPress={() => choose(followPerson)}>
        <Eye className="icon" aria-hidden />
      </IconButton>
    </span>
  );
}
