import type { Editor } from '@tiptap/core';
import { User, UserPlus } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChoiceLine, CompletionList } from '../../completion/CompletionList.tsx';
import { useShownState } from '../../use-shown-state.ts';
import { type Choice, createMentionSource, mentionCompletion } from './completion.ts';
import type { People } from './people.ts';

/** The list of people under the sign. */
export function MentionCompletion({ editor, people }: { readonly editor: Editor; readonly people: People }) {
  const { t } = useTranslation(['translation', 'blocks']);
  const source = useMemo(() => createMentionSource(editor, people), [editor, people]);
  const isByTool = useShownState(editor, ({ state }) => mentionCompletion.find(state)?.isByTool === true);
  const lineOf = (choice: Choice): ChoiceLine => {
    if (choice.kind === 'other')
      return { key: 'other', icon: UserPlus, label: t('blocks:mention.other', { name: choice.name }) };
    const { id, name, isSelf } = choice.person;
    return { key: `${id} ${name}`, icon: User, label: isSelf === true ? t('blocks:mention.self', { name }) : name };
  };
  return (
    <CompletionList
      editor={editor}
      completion={mentionCompletion}
      source={source}
      label={t('blocks:mention.list')}
      lineOf={lineOf}
      countOf={(choices) =>
        t('blocks:mention.found', { count: choices.filter(({ kind }) => kind === 'person').length })
      }
      none={isByTool ? t('blocks:mention.none') : undefined}
    />
  );
}
