import { setTimeout as delay } from 'node:timers/promises';
import { createRandom, type Random } from '../support/random.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { createRoomHistory, type RoomHistory } from './room-history.ts';

const roomCount = 3;
const writersPerRoom = 4;

/** How often each thing happens, per turn of some milliseconds. */
const weights = { write: 70, erase: 6, drop: 6, reconnect: 14, leaveForEver: 0.5, killRelay: 0.3, stopRelay: 0.2 };
type Action = keyof typeof weights;

/**
 * Lets many people write, lose their connection, leave for ever and come back while the relay is killed and
 * stopped again and again; checks after every end, and at the end with everybody back, that nothing confirmed is missing or doubled.
 * Resolves to one line that says what was done; throws on the first thing that is not as promised.
 */
export async function simulate(options: { readonly seed: number; readonly durationMs: number }): Promise<string> {
  const random = createRandom(options.seed);
  const relay = await startRelay();
  const rooms = Array.from({ length: roomCount }, () => createRoomHistory(relay.syncUrl, random, writersPerRoom));
  const done: Record<Action, number> = {
    write: 0,
    erase: 0,
    drop: 0,
    reconnect: 0,
    leaveForEver: 0,
    killRelay: 0,
    stopRelay: 0,
  };
  try {
    const endAt = performance.now() + options.durationMs;
    while (performance.now() < endAt) {
      const action = pickAction(random);
      done[action] += 1;
      if (action === 'killRelay') await endAndAudit(relay.kill, relay, rooms);
      else if (action === 'stopRelay') await endAndAudit(relay.stop, relay, rooms);
      else random.pick(rooms)[action]();
      await delay(random.below(4));
    }
    await endAndAudit(relay.kill, relay, rooms);
    for (const room of rooms) await room.convergeAndAudit();
    const confirmed = rooms.reduce((sum, room) => sum + room.confirmedCount(), 0);
    return `Nothing was lost: ${JSON.stringify(done)}, ${confirmed} words confirmed`;
  } finally {
    for (const room of rooms) room.close();
    await relay.close();
  }
}

async function endAndAudit(end: () => Promise<unknown>, relay: Relay, rooms: readonly RoomHistory[]): Promise<void> {
  await end();
  // Nobody may come back before the audit: they would bring again what the relay forgot.
  for (const room of rooms) room.disconnectAll();
  await relay.restart();
  for (const room of rooms) await room.auditRelay();
}

function pickAction(random: Random): Action {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  let point = random.next() * total;
  for (const [action, weight] of Object.entries(weights)) {
    point -= weight;
    if (point < 0 && isAction(action)) return action;
  }
  return 'write';
}

const isAction = (name: string): name is Action => Object.hasOwn(weights, name);
