import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { LinkDialogPart } from './LinkDialogPart.tsx';

/** For whoever begins on a second device: the way to the list of the first. */
export function LinkFromEmpty() {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="empty-library__link">
      <p>{t('devices.fromEmpty')}</p>
      <Button onPress={() => setIsOpen(true)}>{t('devices.enter')}</Button>
      {isOpen && <LinkDialogPart view={{ name: 'enter', code: '' }} onClose={() => setIsOpen(false)} />}
    </div>
  );
}
