import { closeCodes } from '@ecritoire/shared';

const answerWithinMs = 10_000;

/**
 * Whether WebSockets pass: the relay accepts one for a room that cannot exist and closes it with a code (rule R7), so
 * nothing of any document is touched, and what was heard came from the relay.
 */
export function probeWebSocket(roomUrl: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(new URL('probe', roomUrl));
    const deadline = setTimeout(() => socket.close(), answerWithinMs);
    socket.onclose = ({ code }) => {
      clearTimeout(deadline);
      resolve(code === closeCodes.notFound);
    };
  });
}
