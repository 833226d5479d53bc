import type { Editor } from '@tiptap/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CompletionList } from '../completion/CompletionList.tsx';
import { createSlashSource, type SlashChoice, type SlashParts, slashCompletion } from './slash-menu.ts';

/** What can be inserted, under the slash. */
export function SlashMenu({ editor, parts }: { readonly editor: Editor; readonly parts: SlashParts }) {
  const { t } = useTranslation(['translation', 'blocks']);
  const source = useMemo(() => createSlashSource(editor, parts), [editor, parts]);
  const groupName = (group: SlashChoice['group']): string | undefined => {
    if (group === undefined) return undefined;
    return group === 'recent' ? t('blocks:menu.recent') : t(`blocks:menu.groups.${group}`);
  };
  return (
    <CompletionList
      editor={editor}
      completion={slashCompletion}
      source={source}
      label={t('blocks:menu.list')}
      lineOf={({ entry, group }) => ({
        key: entry.id,
        icon: entry.icon,
        label: entry.label(t),
        hint: entry.sign,
        group: groupName(group),
      })}
      countOf={(choices) => t('blocks:menu.found', { count: choices.length })}
      none={t('blocks:menu.none')}
    />
  );
}
