import type { BlockToMarkdown } from '../contract.ts';

const taskList: BlockToMarkdown = ({ children }, write) =>
  write.list(children, (_index, item) => (item.getAttributes()['checked'] ? '- [x] ' : '- [ ] '));

export const markdown = { taskList };
