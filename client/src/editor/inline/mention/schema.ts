import { Mark } from '@tiptap/core';
import type { FormatSchema } from '../../formats/contract.ts';

/** The longest id of a person that is read: what a document holds may be anything. */
const longestId = 100;

const toId = (value: unknown): string => (typeof value === 'string' && value.length <= longestId ? value : '');

/** A person in a sentence: their name as it was written, and who they were on their device if they were there. */
const Mention = Mark.create({
  name: 'personMention',
  inclusive: false,
  addAttributes: () => ({
    person: {
      default: null,
      parseHTML: (element) => toId(element.dataset['mention']) || null,
      renderHTML: ({ person }) => ({ 'data-mention': toId(person) }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-mention]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
});

export const schema: FormatSchema = { extensions: [Mention] };
