import { TaskItem, TaskList } from '@tiptap/extension-list';
import type { BlockSchema } from '../contract.ts';

/** Tasks with a checkbox, nested as deep as needed. A checkbox is named by the words of its own task, in whatever language they are. */
export const schema: BlockSchema = {
  extensions: [
    TaskList,
    TaskItem.configure({ nested: true, a11y: { checkboxLabel: (node) => node.firstChild?.textContent.trim() || '…' } }),
  ],
  kinds: { taskList: 'list', taskItem: 'item' },
};
