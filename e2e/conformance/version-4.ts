// First, so that of the two it is not this one that warns of the other.
import 'yjs';

// Yjs warns of a second copy of itself. Here two majors share a process on purpose, each with documents of its own,
// and a test that counts complaints must not count this one.
const { error } = console;
console.error = () => undefined;
/** The newest pre-release of the stock client, and the Yjs 14 that it needs. */
export const [{ WebsocketProvider }, { Doc }] = await Promise.all([import('@y/websocket'), import('@y/y')]);
console.error = error;
