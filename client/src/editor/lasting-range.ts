import type { EditorState } from '@tiptap/pm/state';
import {
  absolutePositionToRelativePosition,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import type { Range } from './block-ids/local-change.ts';

/** A range by what stands there and not by number: while a person or the device takes its time, the text goes on changing. */
export function toLasting(state: EditorState, { from, to }: Range): (later: EditorState) => Range | undefined {
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
  const lasting = [from, to].map((position) =>
    absolutePositionToRelativePosition(position, binding.type, binding.mapping),
  );
  return (later) => {
    const { doc, type, mapping }: ProsemirrorBinding = ySyncPluginKey.getState(later).binding;
    const [start, end] = lasting.map((noted) => relativePositionToAbsolutePosition(doc, type, noted, mapping));
    return start == null || end == null || end < start ? undefined : { from: start, to: end };
  };
}
