import { createBroadcastServer, type Member } from './broadcast.ts';

// The practical ceiling: the frames of one turn of the event loop leave in one raw write to each member.

interface Turn {
  readonly frames: Buffer[];
  readonly from: Member[];
}

const turns = new Map<ReadonlySet<Member>, Turn>();

createBroadcastServer((message, from, members) => {
  let turn = turns.get(members);
  if (turn === undefined) {
    turn = { frames: [], from: [] };
    if (turns.size === 0) setImmediate(endTurn);
    turns.set(members, turn);
  }
  turn.frames.push(frameOf(message));
  turn.from.push(from);
});

function endTurn(): void {
  for (const [members, { frames, from }] of turns) {
    const whole = Buffer.concat(frames);
    for (const member of members) {
      const others = from.includes(member) ? Buffer.concat(frames.filter((_, index) => from[index] !== member)) : whole;
      if (others.length > 0) member.transport.write(others);
    }
  }
  turns.clear();
}

/** A message as the one frame that servers send, unmasked. */
function frameOf(message: Buffer): Buffer {
  if (message.length < 126) return Buffer.concat([Buffer.of(0x82, message.length), message]);
  if (message.length < 65_536)
    return Buffer.concat([Buffer.of(0x82, 126, message.length >> 8, message.length & 255), message]);
  const head = Buffer.alloc(10);
  head[0] = 0x82;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(message.length), 2);
  return Buffer.concat([head, message]);
}
