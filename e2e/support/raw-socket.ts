import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Relay } from './relay.ts';

const upgradeRequest = (room: string): string =>
  `GET /sync/${room} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;

/** A TCP connection that has said nothing yet. Errors end it silently: to be cut off is what these are for. */
export async function openSocket(relay: Relay): Promise<Socket> {
  const socket = connect(relay.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** The same after the WebSocket handshake: from here on every byte is the test's. */
export async function openUpgraded(relay: Relay, room: string): Promise<Socket> {
  const socket = await openSocket(relay);
  socket.write(upgradeRequest(room));
  await once(socket, 'data');
  return socket;
}

/** One WebSocket frame of a client, masked with zeros. `opcode` 2 begins a binary message, 0 goes on with it. */
export function clientFrame(opcode: 0 | 2, isLast: boolean, payload: Uint8Array): Uint8Array {
  if (payload.length > 125) throw new RangeError('Only the shortest form of a frame is written');
  return Uint8Array.of((isLast ? 0x80 : 0) | opcode, 0x80 | payload.length, 0, 0, 0, 0, ...payload);
}
