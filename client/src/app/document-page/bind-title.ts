import * as Y from 'yjs';
import { findEdit, moveIndex, rebaseEdit } from '../../document/title-edit.ts';

const toOneLine = (text: string): string => text.replaceAll(/\s*[\r\n]+\s*/g, ' ');

/**
 * Keeps a field and a shared text equal, until the returned function is called. What is typed becomes the smallest
 * change; what others type keeps the caret where it was, and waits while a character is being composed (accents,
 * Japanese), because changing the field would break the composition off.
 */
export function bindTitle(text: Y.Text, field: HTMLTextAreaElement): () => void {
  const origin = {};
  const history = new Y.UndoManager(text, { trackedOrigins: new Set([origin]) });
  let shown = '';
  let isComposing = false;

  const show = () => {
    const next = text.toString();
    if (next !== field.value) {
      const edit = findEdit(field.value, next);
      const [start, end] = [moveIndex(field.selectionStart, edit), moveIndex(field.selectionEnd, edit)];
      field.value = next;
      if (field.ownerDocument.activeElement === field) field.setSelectionRange(start, end);
    }
    shown = next;
  };

  const write = () => {
    const typed = toOneLine(field.value);
    const edit = rebaseEdit(findEdit(shown, typed), findEdit(shown, text.toString()));
    shown = typed;
    text.doc?.transact(() => {
      if (edit.removed > 0) text.delete(edit.index, edit.removed);
      if (edit.inserted !== '') text.insert(edit.index, edit.inserted);
    }, origin);
    if (!isComposing) show();
  };

  const read = (_: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin !== origin && !isComposing) show();
  };
  const startComposing = () => {
    isComposing = true;
  };
  const endComposing = () => {
    isComposing = false;
    write();
  };
  const ending = new AbortController();
  const { signal } = ending;
  field.addEventListener('input', write, { signal });
  field.addEventListener('compositionstart', startComposing, { signal });
  field.addEventListener('compositionend', endComposing, { signal });
  field.addEventListener('keydown', (event) => undoByKey(event, history), { signal });
  text.observe(read);
  show();
  return () => {
    text.unobserve(read);
    ending.abort();
    history.destroy();
  };
}

/** The browser's own undo does not know what others have typed since. */
function undoByKey(event: KeyboardEvent, history: Y.UndoManager): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  if (key === 'y' || event.shiftKey) history.redo();
  else history.undo();
}
