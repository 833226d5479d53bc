import { useTranslation } from 'react-i18next';
import { readTextActions, type TextActionParts } from '../../editor/text-actions.ts';
import { useOfferedActions } from '../actions/offered-actions.ts';

/** Offers by name what can be done in the text. */
export function TextActions(props: Omit<TextActionParts, 't'>) {
  const { t } = useTranslation(['translation', 'blocks']);
  useOfferedActions(() => readTextActions({ ...props, t }).map((action) => ({ ...action, isInText: true })));
  return null;
}
