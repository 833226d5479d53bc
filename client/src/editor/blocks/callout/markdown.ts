import type { BlockToMarkdown } from '../contract.ts';
import { toCalloutKind } from './callout-kinds.ts';

/** As many programs write it: a quote whose first line says what it is. */
const signs = { info: '[!NOTE]', warning: '[!WARNING]', success: '[!SUCCESS]', tip: '[!TIP]' } as const;

const callout: BlockToMarkdown = ({ attributes, children }, write) =>
  write.indent(`${signs[toCalloutKind(attributes['kind'])]}\n${write.blocks(children)}`, '> ', '> ');

export const markdown = { callout };
