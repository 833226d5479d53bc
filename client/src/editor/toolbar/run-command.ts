import type { ChainedCommands, Editor } from '@tiptap/core';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type { PressEvent } from 'react-aria-components';

/** A press with the keyboard keeps the focus in the toolbar; with a hand it belongs back in the text. */
const isByHand = (press: PressEvent | undefined): boolean =>
  press === undefined || (press.pointerType !== 'keyboard' && press.pointerType !== 'virtual');

/** Runs a tool as one step of its own for undo. */
export function runCommand(
  editor: Editor,
  run: (chain: ChainedCommands) => ChainedCommands,
  press?: PressEvent | undefined,
): void {
  const history: unknown = yUndoPluginKey.getState(editor.state)?.undoManager;
  if (canStopCapturing(history)) history.stopCapturing();
  // Tiptap's own `focus` waits for a frame; the next letter may be faster.
  if (isByHand(press)) editor.view.focus();
  run(editor.chain()).run();
}

const canStopCapturing = (value: unknown): value is { stopCapturing: () => void } =>
  typeof value === 'object' && value !== null && 'stopCapturing' in value && typeof value.stopCapturing === 'function';
