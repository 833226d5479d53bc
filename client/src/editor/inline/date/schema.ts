import { Mark } from '@tiptap/core';
import type { FormatSchema } from '../../formats/contract.ts';
import { toDay } from './day.ts';

/**
 * A day of the calendar, in the words of the document's language. The words are what everybody reads, finds and exports; the
 * value is what a program reads.
 */
const DateMark = Mark.create({
  name: 'date',
  inclusive: false,
  addAttributes: () => ({
    value: {
      default: null,
      parseHTML: (element) => toDay(element.getAttribute('datetime')) ?? null,
      renderHTML: ({ value }) => {
        const day = toDay(value);
        return day === undefined ? {} : { datetime: day };
      },
    },
  }),
  parseHTML: () => [
    { tag: 'time', getAttrs: (element) => (toDay(element.getAttribute('datetime')) === undefined ? false : {}) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['time', HTMLAttributes, 0],
});

export const schema: FormatSchema = { extensions: [DateMark] };
