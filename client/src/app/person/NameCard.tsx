import { X } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { setPreferences, usePreference } from '../preferences.ts';
import { guestName, tidyName } from './person.ts';
import './name-card.css';

/** Asks once what the others should call this person. Blocks nothing and takes no focus; no answer is an answer. */
export function NameCard() {
  const isAsked = usePreference('isNameAsked');
  return isAsked ? null : <NameForm />;
}

const dismiss = () => setPreferences({ isNameAsked: true });

function NameForm() {
  const { t } = useTranslation();
  const personId = usePreference('personId');
  const [name, setName] = useState('');
  useEscape(dismiss);
  const accept = (event: FormEvent) => {
    event.preventDefault();
    setPreferences({ name: tidyName(name), isNameAsked: true });
  };
  return (
    <form className="name-card" onSubmit={accept} aria-label={t('name.ask')}>
      <span className="name-card__question">{t('name.ask')}</span>
      <TextField
        label={t('name.label')}
        isLabelHidden
        placeholder={guestName(personId)}
        value={name}
        onChange={setName}
        autoComplete="name"
      />
      <Button type="submit">{t('name.accept')}</Button>
      <IconButton label={t('name.dismiss')} onPress={dismiss}>
        <X className="icon" aria-hidden />
      </IconButton>
    </form>
  );
}

/** Escape that nothing else on the page wanted. */
function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) onEscape();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onEscape]);
}
