import type { BlockExample } from '../contract.ts';

const task = (words: string, checked: boolean) => ({
  type: 'taskItem',
  attrs: { checked },
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});

export const example: BlockExample = {
  content: [{ type: 'taskList', content: [task('send the minutes', true), task('book the room', false)] }],
  markdown: '- [x] send the minutes\n- [ ] book the room',
};
