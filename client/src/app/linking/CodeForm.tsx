import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type CodeFault, type LinkCode, parseLinkCode } from '../../linking/link-code.ts';
import { TextField } from '../../ui/TextField.tsx';
import { deviceLink } from './device-link.ts';

/** Takes a code, says what is wrong with it, and what entering it means. `id`: for the button that submits it. */
export function CodeForm(props: {
  readonly id: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onCode: (code: LinkCode) => void;
}) {
  const { t } = useTranslation();
  const [fault, setFault] = useState<CodeFault>();
  const isLinked = useStore(deviceLink.state) !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseLinkCode(props.text);
    if (parsed.ok) props.onCode(parsed.value);
    else setFault(parsed.error);
  };
  const change = (text: string) => {
    setFault(undefined);
    props.onChange(text);
  };
  return (
    <form id={props.id} onSubmit={submit} className="link-code__form">
      <p className="link-code__text">{t('linkCode.enterHow')}</p>
      <TextField
        label={t('linkCode.label')}
        hint={t('linkCode.hint')}
        value={props.text}
        onChange={change}
        error={fault === undefined ? undefined : describeFault(fault, t)}
        autoComplete="off"
        autoCorrect="off"
        spellCheck="false"
        autoFocus
      />
      <p className="link-code__text">{t('linkCode.enterText')}</p>
      {isLinked && <p className="link-code__text">{t('linkCode.alreadyLinked')}</p>}
    </form>
  );
}

function describeFault(fault: CodeFault, t: TFunction): string {
  switch (fault.type) {
    case 'empty':
      return t('linkCode.empty');
    case 'too-short':
      return t('linkCode.tooShort', { count: fault.missing });
    case 'too-long':
      return t('linkCode.tooLong');
    case 'foreign-sign':
      return t('linkCode.foreignSign', { sign: fault.sign });
    case 'slip':
      return t('linkCode.slip');
  }
}
