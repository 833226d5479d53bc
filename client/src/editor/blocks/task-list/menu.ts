import { ListTodo } from 'lucide-react';
import type { MenuEntry } from '../contract.ts';

export const menu: readonly MenuEntry[] = [
  {
    id: 'tasks',
    icon: ListTodo,
    group: 'lists',
    place: 30,
    label: (t) => t('blocks:task-list.name'),
    synonyms: (t) => t('blocks:task-list.synonyms'),
    keys: 'Mod-Shift-9',
    sign: '[ ]',
    toolRank: 4,
    isOn: (editor) => editor.isActive('taskList'),
    run: (chain) => chain.toggleTaskList(),
  },
];
