import type { BlockExample } from '../contract.ts';

const callout = (kind: string, ...lines: string[]) => ({
  type: 'callout',
  attrs: { kind },
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

export const example: BlockExample = {
  content: [
    callout('info', 'The pilot is extended', 'from 15 January'),
    callout('warning', 'Ice on the road'),
    callout('success', 'Budget approved'),
    callout('tip', 'Bring a badge'),
  ],
  markdown:
    '> [!NOTE]\n> The pilot is extended\n>\n> from 15 January\n\n> [!WARNING]\n> Ice on the road\n\n> [!SUCCESS]\n> Budget approved\n\n> [!TIP]\n> Bring a badge',
};
