import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';
import { yCursorPlugin, yCursorPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { personColorIndex } from '../../ui/person-color.ts';
import { createCaretAwareness } from './caret-awareness.ts';
import './carets.css';

export interface CaretsOptions {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** What to call somebody who gave no name. */
  readonly someone: string;
}

const longestName = 40;

/** The carets and selections of the other people. Whatever they announce, drawing it can never stop the editor. */
export function createCarets({ doc, awareness, someone }: CaretsOptions) {
  const cursors = yCursorPlugin(createCaretAwareness(awareness), {
    awarenessStateFilter: (own: number, client: number, state: unknown) =>
      own !== client && hasReadableCursor(state, doc),
    cursorBuilder: (user: unknown) => drawCaret(readPerson(user, someone)),
    selectionBuilder: (user: unknown) => ({
      class: 'caret-selection',
      'data-person-color': String(personColorIndex(readPerson(user, someone).id)),
    }),
  });
  return Extension.create({ name: 'carets', addProseMirrorPlugins: () => [guard(cursors)] });
}

interface Person {
  readonly id: string;
  readonly name: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Anybody may write anything into awareness: one bad caret must not take away those of all the others. */
function hasReadableCursor(state: unknown, doc: Y.Doc): boolean {
  if (!isRecord(state) || !isRecord(state['cursor'])) return false;
  if (state['user'] !== undefined && !isRecord(state['user'])) return false;
  const { anchor, head } = state['cursor'];
  try {
    for (const end of [anchor, head])
      Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(end), doc);
    return true;
  } catch {
    // Not a position: the caret is not drawn.
    return false;
  }
}

function readPerson(user: unknown, someone: string): Person {
  const { id, name } = isRecord(user) ? user : {};
  const readableName = typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, longestName) : someone;
  return { id: typeof id === 'string' ? id : readableName, name: readableName };
}

function drawCaret({ id, name }: Person): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'caret';
  caret.dataset['personColor'] = String(personColorIndex(id));
  // The label stands in the middle of the text, where a screen reader would read it as part of a sentence.
  caret.setAttribute('aria-hidden', 'true');
  const label = document.createElement('span');
  label.className = 'caret__label';
  label.textContent = name;
  // Word joiners keep the line from breaking at the caret.
  caret.append('\u2060', label, '\u2060');
  return caret;
}

/** The same plugin; a defect in it loses the carets for a moment instead of the editor. */
function guard(plugin: Plugin<DecorationSet>): Plugin<DecorationSet> {
  const { state, view } = plugin.spec;
  const attempt = <T>(draw: () => T, otherwise: T): T => {
    try {
      return draw();
    } catch (error) {
      console.warn('The carets of the others could not be drawn', error);
      return otherwise;
    }
  };
  return new Plugin<DecorationSet>({
    ...plugin.spec,
    key: yCursorPluginKey,
    state: {
      init: (config, editorState) =>
        attempt(() => state?.init.call(plugin, config, editorState) ?? DecorationSet.empty, DecorationSet.empty),
      apply: (transaction, value, before, after) =>
        attempt(
          () => state?.apply.call(plugin, transaction, value, before, after) ?? DecorationSet.empty,
          DecorationSet.empty,
        ),
    },
    view: (editorView) => {
      const drawn = view?.call(plugin, editorView);
      return {
        update: (now, before) => attempt(() => drawn?.update?.(now, before), undefined),
        destroy: () => attempt(() => drawn?.destroy?.(), undefined),
      };
    },
  });
}
