import type { Editor } from '@tiptap/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { undoPartsOf } from '../../undo/undo-parts.ts';
import { useShownState } from '../../use-shown-state.ts';
import { PanelBeside } from '../PanelBeside.tsx';
import { changeDay } from './dates.ts';
import { dayOf, toDay } from './day.ts';
import { askedDate, stopAsking } from './editor-view.ts';
import './date.css';

/** Asks for another day for a date, in place. Escape leaves it as it is. */
export function DatePanel({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation(['translation', 'blocks']);
  const date = useShownState(editor, ({ state }) => askedDate(state) ?? null);
  if (date === null) return null;
  const close = () => {
    stopAsking(editor.view);
    editor.view.focus();
  };
  return (
    <PanelBeside editor={editor} range={date} label={t('blocks:date.panel')} onClose={close}>
      <DateForm editor={editor} onDone={close} />
    </PanelBeside>
  );
}

function DateForm({ editor, onDone }: { readonly editor: Editor; readonly onDone: () => void }) {
  const { t } = useTranslation(['translation', 'blocks']);
  const [value, setValue] = useState(() => toDay(askedDate(editor.state)?.value) ?? dayOf(new Date()));
  const [isRefused, setIsRefused] = useState(false);

  const apply = (chosen: string) => {
    const day = toDay(chosen);
    if (day === undefined) {
      setIsRefused(true);
      return;
    }
    // Where it is now: somebody may have written before it meanwhile.
    const place = askedDate(editor.state);
    if (place !== undefined) {
      undoPartsOf(editor.state).undoManager.stopCapturing();
      const { tr } = editor.state;
      changeDay(tr, place, day, editor.view.dom.lang || 'en');
      if (tr.docChanged) editor.view.dispatch(tr);
    }
    onDone();
  };
  return (
    <form
      className="date-panel"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        apply(value);
      }}
    >
      <TextField
        label={t('blocks:date.day')}
        type="date"
        value={value}
        onChange={(day) => {
          setValue(day);
          setIsRefused(false);
        }}
        error={isRefused ? t('blocks:date.error') : undefined}
        autoFocus
      />
      <div className="date-panel__actions">
        <Button kind="primary" type="submit">
          {t('blocks:date.apply')}
        </Button>
        <Button kind="quiet" onPress={() => apply(dayOf(new Date()))}>
          {t('blocks:date.today')}
        </Button>
      </div>
    </form>
  );
}
