import type { Editor } from '@tiptap/core';
import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { CompletionList } from '../../completion/CompletionList.tsx';
import { useShownState } from '../../use-shown-state.ts';
import { createEmojiSource, type Emojis, emojiCompletion } from './completion.ts';

/** The list of emoji under the colon. It goes when nothing fits: the colon was for something else. */
export function EmojiCompletion({ editor, emojis }: { readonly editor: Editor; readonly emojis: Emojis }) {
  const { t } = useTranslation();
  const source = useMemo(() => createEmojiSource(editor, emojis), [editor, emojis]);
  const isByTool = useShownState(editor, ({ state }) => emojiCompletion.find(state)?.isByTool === true);
  const names = useSyncExternalStore(emojis.subscribe, emojis.names);
  return (
    <CompletionList
      editor={editor}
      completion={emojiCompletion}
      source={source}
      label={t('emoji.list')}
      lineOf={({ character, name }) => ({ key: character, icon: character, label: name })}
      countOf={(choices) => t('emoji.found', { count: choices.length })}
      none={isByTool ? t(`emoji.${typeof names === 'string' ? names : 'none'}`) : undefined}
    />
  );
}
