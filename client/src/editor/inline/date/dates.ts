import type { Mark } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { Range } from '../../block-ids/local-change.ts';
import { createSpansOf } from '../as-one.ts';
import { wordsOf } from './day.ts';

/** The dates in a block of text, in order. */
export const datesOf = createSpansOf('date');

/** A date in the document. */
export interface PlacedDate extends Range {
  /** As the document has it, which may be anything. */
  readonly value: unknown;
}

/** The date that a place in the document is in or beside; of two, the one after it. */
export function dateAt({ doc }: EditorState, position: number): PlacedDate | undefined {
  const $position = doc.resolve(position);
  const offset = $position.parentOffset;
  const span = datesOf($position.parent).findLast(({ from, to }) => from <= offset && offset <= to);
  if (span === undefined) return undefined;
  const start = $position.start();
  return { from: start + span.from, to: start + span.to, value: span.mark.attrs['value'] };
}

/**
 * Puts a day at the end of what is selected, with the formats that are there. False where the text has no formats, as in code:
 * a date would be no more than its words.
 */
export function insertDay(tr: Transaction, day: string, language: string): boolean {
  const { $to } = tr.selection;
  const date = tr.doc.type.schema.marks['date'];
  if (date === undefined || !$to.parent.inlineContent || !$to.parent.type.allowsMarkType(date)) return false;
  tr.setSelection(TextSelection.create(tr.doc, $to.pos));
  write(tr, $to.pos, $to.pos, day, language, date.create({ value: day }).addToSet(tr.storedMarks ?? $to.marks()));
  return true;
}

/** Makes a date another day; nothing when it is that day already. */
export function changeDay(tr: Transaction, place: PlacedDate, day: string, language: string): void {
  const marks = tr.doc.nodeAt(place.from)?.marks ?? [];
  const date = tr.doc.type.schema.marks['date'];
  if (date === undefined || place.value === day) return;
  write(tr, place.from, place.to, day, language, date.create({ value: day }).addToSet(marks));
}

function write(tr: Transaction, from: number, to: number, day: string, language: string, marks: readonly Mark[]): void {
  tr.replaceWith(from, to, tr.doc.type.schema.text(wordsOf(day, language), marks));
}
