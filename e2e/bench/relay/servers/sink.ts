import { createHash } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { encodeMessage } from '@ecritoire/shared';
import * as Y from 'yjs';

// What the load generator can take at most: a server that does as little as can be done. It reads no message. In
// `stream` it sends prepared letters as fast as they are taken; in `swap`, one prepared letter for each that comes.

const isStream = process.env['MODE'] === 'stream';
const letter = anyLetter();
const answer = Buffer.of(0x82, 5, 0, 1, 2, 0, 0);
const letters = Buffer.concat(Array.from({ length: 2_000 }, () => letter));
const rooms = new Map<string, Socket[]>();

createServer({ noDelay: true }, (socket) => {
  let room: Socket[] | undefined;
  socket.on('error', () => socket.destroy());
  socket.on('data', (read: Buffer) => {
    if (room !== undefined) heard(socket, room, read);
    else room = welcome(socket, read.toString('latin1'));
  });
}).listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('running at'));

/** One frame of the usual size, from a client that is nobody of the load's. */
function anyLetter(): Buffer {
  const doc = new Y.Doc();
  doc.clientID = 2_900_000_000;
  const text = doc.getText('content');
  text.insert(0, 'x'.repeat(1_000));
  const stateVector = Y.encodeStateVector(doc);
  text.insert(500, 'e');
  const frame = encodeMessage({ type: 'update', update: Y.encodeStateAsUpdate(doc, stateVector) });
  return Buffer.concat([Buffer.of(0x82, frame.length), frame]);
}

function welcome(socket: Socket, head: string): Socket[] {
  const key = /Sec-WebSocket-Key: (\S+)/.exec(head)?.[1] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const name = head.split(' ')[1] ?? '';
  const room = rooms.get(name) ?? [];
  rooms.set(name, room);
  room.push(socket);
  return room;
}

const asking = new Set<Socket>();

function heard(socket: Socket, room: readonly Socket[], read: Buffer): void {
  if (!asking.has(socket)) {
    asking.add(socket);
    socket.write(answer);
    if (isStream) pour(socket);
  } else if (!isStream) {
    const count = framesIn(read);
    for (const other of room) if (other !== socket) other.write(letters.subarray(0, count * letter.length));
  }
}

/** All frames here are small and masked. */
function framesIn(read: Buffer): number {
  let frames = 0;
  for (let at = 0; at < read.length; at += 6 + ((read[at + 1] ?? 0) & 127)) frames += 1;
  return frames;
}

function pour(socket: Socket): void {
  while (!socket.destroyed && socket.write(letters));
  socket.once('drain', () => pour(socket));
}
