import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

const turns = 1_000;
const sendsInTurn = 20;

/**
 * Microseconds of CPU for one small write to a socket of this machine and its part of the read. It differs much
 * between virtual machines and is most of what a relay does: runs on different machines are compared with it in mind.
 */
export async function measureSendCost(): Promise<number> {
  const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No free port');
  const socket = connect({ host: '127.0.0.1', port: address.port, noDelay: true });
  await once(socket, 'connect');
  const letter = Buffer.alloc(40);
  const before = process.cpuUsage();
  for (let turn = 0; turn < turns; turn += 1) {
    for (let sent = 0; sent < sendsInTurn; sent += 1) socket.write(letter);
    await nextTurn();
  }
  const { user, system } = process.cpuUsage(before);
  socket.destroy();
  server.close();
  return (user + system) / (turns * sendsInTurn);
}
