import type { BlockExample } from '../contract.ts';

export const example: BlockExample = { content: [{ type: 'outline' }], markdown: '' };
