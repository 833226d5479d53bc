import { decodeMessage, encodeMessage } from '@ecritoire/shared';
import { splitUpdate } from './split-update.ts';

/** Passes in 5 s at 13 kB/s: a line that is worse than that is as good as none. */
const pieceBytes = 64 * 1024;

/**
 * The frames to send for one frame of the provider's: a large change goes in pieces, and the last of them is the answer
 * to the relay's question, if the whole was. So a line that is cut again and again gets on a little each time, an
 * acknowledgement comes before the line is taken for dead, and no backlog is too large for one frame.
 */
export function partFrame(frame: Uint8Array): readonly Uint8Array[] {
  if (frame.length <= pieceBytes) return [frame];
  const decoded = decodeMessage(frame);
  if (!decoded.ok) return [frame];
  const message = decoded.value;
  if (message.type !== 'update' && message.type !== 'sync-step-2') return [frame];
  const pieces = splitUpdate(message.update, pieceBytes);
  return pieces.map((update, index) =>
    encodeMessage({ type: index === pieces.length - 1 ? message.type : 'update', update }),
  );
}
