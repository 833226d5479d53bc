import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** Someone in a room; `transport` is what the WebSocket writes to. */
export type Member = WebSocket & { readonly transport: Duplex };
type Broadcast = (frame: Buffer, from: Member, members: ReadonlySet<Member>) => void;

const isStateVector = (frame: Buffer): boolean => frame[0] === 0 && frame[1] === 0;
const emptyAnswer = Buffer.of(0, 1, 2, 0, 0);
const documentBytes = 65_536;

/**
 * A server that knows no CRDT and no disk: it hands frames on. Whoever asks for the document gets the largest frame
 * of the room as it was sent, or nothing; so that a join costs what sending bytes costs.
 */
export function createBroadcastServer(broadcast: Broadcast): void {
  const rooms = new Map<string, { readonly members: Set<Member>; document: Buffer }>();
  const webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const server = createServer();
  server.on('upgrade', (request, transport, head) => {
    webSockets.handleUpgrade(request, transport, head, (socket) => {
      const name = request.url ?? '';
      const room = rooms.get(name) ?? { members: new Set(), document: emptyAnswer };
      rooms.set(name, room);
      const member = Object.assign(socket, { transport });
      room.members.add(member);
      socket.on('message', (frame: Buffer) => {
        if (isStateVector(frame)) socket.send(room.document);
        else broadcast(frame, member, room.members);
        if (frame.length > documentBytes) room.document = Buffer.from(frame);
      });
      socket.on('close', () => {
        room.members.delete(member);
        if (room.members.size === 0) rooms.delete(name);
      });
    });
  });
  server.listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('running at'));
}
