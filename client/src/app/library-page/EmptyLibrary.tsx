import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { isLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { OpenFileButton } from '../files/OpenFileButton.tsx';
import { LinkFromEmpty } from '../linking/LinkFromEmpty.tsx';
import { fillFromTemplate, templates } from './templates.ts';
import './empty-library.css';

/** A first visit: one sentence, one button, three templates. */
export function EmptyLibrary(props: {
  readonly create: (fill?: (doc: Y.Doc) => void) => Promise<void>;
  readonly isCreating: boolean;
  /** False where the device keeps nothing: then it is not promised either. */
  readonly isKept: boolean;
}) {
  const { t, i18n } = useTranslation();
  const language = isLanguage(i18n.language) ? i18n.language : 'en';
  return (
    <section className="empty-library">
      <Mark />
      <h2 className="empty-library__title">{t('empty.title')}</h2>
      {props.isKept && <p className="empty-library__text">{t('empty.text')}</p>}
      <Button
        kind="primary"
        data-testid="new-document"
        isDisabled={props.isCreating}
        onPress={() => void props.create()}
      >
        <Plus className="icon" aria-hidden />
        {t('common.newDocument')}
      </Button>
      <OpenFileButton />
      <h3 className="empty-library__or">{t('empty.templates')}</h3>
      <ul className="empty-library__templates">
        {templates.map(({ id, icon: Icon }) => (
          <li key={id}>
            <Button
              isDisabled={props.isCreating}
              onPress={() => void props.create((doc) => fillFromTemplate(doc, id, language))}
            >
              <Icon className="icon" aria-hidden />
              <span className="empty-library__template">
                <strong>{t(`templates.${id}`)}</strong>
                <span>{t(`templates.${id}About`)}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <LinkFromEmpty />
    </section>
  );
}
