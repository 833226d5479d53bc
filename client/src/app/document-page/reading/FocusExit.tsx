import { Minimize2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/IconButton.tsx';
import { leaveFocus, useIsFocused } from './focus-state.ts';

/** The way out of the focus for those who have no Escape key. */
export function FocusExit() {
  const { t } = useTranslation();
  return useIsFocused() ? (
    <div className="focus-exit">
      <IconButton label={t('reading.leaveFocus')} onPress={leaveFocus}>
        <Minimize2 className="icon" aria-hidden />
      </IconButton>
    </div>
  ) : null;
}
