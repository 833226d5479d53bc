import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

const histories = new WeakMap<Y.Doc, Y.UndoManager>();

/**
 * What a person can undo in a document, as long as it is open in this page: it outlives an editor that has to be
 * mounted again. Set up as y-tiptap sets up its own; Tiptap's Collaboration wakes it with each new editor.
 */
export function undoHistoryOf(doc: Y.Doc): Y.UndoManager {
  const known = histories.get(doc);
  if (known !== undefined) return known;
  const history = new Y.UndoManager(doc.getXmlFragment('content'), {
    trackedOrigins: new Set([ySyncPluginKey]),
    deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });
  histories.set(doc, history);
  return history;
}
