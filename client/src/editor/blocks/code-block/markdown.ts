import type { BlockToMarkdown } from '../contract.ts';

/** The fence is longer than any run of its sign inside. */
const codeBlock: BlockToMarkdown = ({ attributes: { language }, children }, write) => {
  const code = write.plain(children);
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${typeof language === 'string' ? language.replaceAll(/[\s`]/g, '') : ''}\n${code}\n${fence}`;
};

export const markdown = { codeBlock };
