import { type Case, playRounds } from '../bench.ts';
import { printComparison } from '../comparison.ts';
import type { Generator } from '../generator.ts';
import type { ServerProcess } from '../server-process.ts';
import { collectsOnSignal, keptBytes } from '../server-rest.ts';

interface MemoryFigures {
  readonly idleBytes: number;
  readonly perRoomBytes: number;
  readonly perConnectionBytes: number;
  /** From a fifth of the connections to all: without what the first ones make the server grow once. */
  readonly perFurtherConnectionBytes: number;
}

// Takes long.
const maxRounds = 3;
const lettersEach = 4;
const peopleInBigRoom = 100;

/** What a room of two who have typed a little costs, and a connection that says nothing. */
export const measureMemory: Case = async (options) => {
  const rooms = options.isQuick ? 500 : 1_000;
  const connections = options.isQuick ? 2_000 : 5_000;
  const results = await playRounds(
    { ...options, rounds: Math.min(options.rounds, maxRounds) },
    ['ours', 'raw', 'y', 'hocus'],
    async (server, generator): Promise<MemoryFigures> => {
      const pairs = { rooms, people: 2, letters: lettersEach * 2, perSecond: rooms * 2 };
      const perRoom = await grownBytes(server, generator, pairs, lettersEach * 1_000);
      await server.restart();
      const all = await grownBytes(server, generator, crowdOf(connections), 0);
      await server.restart();
      const few = await grownBytes(server, generator, crowdOf(connections / 5), 0);
      return {
        idleBytes: perRoom.idle,
        perRoomBytes: perRoom.grown / rooms,
        perConnectionBytes: all.grown / connections,
        perFurtherConnectionBytes: (all.grown - few.grown) / ((connections * 4) / 5),
      };
    },
    collectsOnSignal,
  );
  printComparison(`resident memory, ${rooms} rooms, ${connections} connections`, results, [
    {
      label: 'idle server',
      value: (figures) => figures.idleBytes,
      text: (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`,
    },
    { label: 'more for a room of two', value: (figures) => figures.perRoomBytes, text: kibibytesText },
    { label: 'more for an idle connection', value: (figures) => figures.perConnectionBytes, text: kibibytesText },
    {
      label: '… from a fifth of them to all, for each',
      value: (figures) => figures.perFurtherConnectionBytes,
      text: kibibytesText,
    },
  ]);
};

const kibibytesText = (bytes: number): string => `${(bytes / 1_024).toFixed(1)} KiB`;

interface Crowd {
  readonly rooms: number;
  readonly people: number;
  readonly letters: number;
  readonly perSecond: number;
}

/** People who have joined and say nothing. */
const crowdOf = (connections: number): Crowd => ({
  rooms: connections / peopleInBigRoom,
  people: peopleInBigRoom,
  letters: 1,
  perSecond: 0,
});

async function grownBytes(server: ServerProcess, generator: Generator, crowd: Crowd, typingMs: number) {
  const idle = await keptBytes(server);
  await generator.run('beginSteady', { ...crowd, target: server.target(), hasExtension: false });
  if (typingMs > 0) await generator.run('restSteady', { afterMs: typingMs });
  const grown = (await keptBytes(server)) - idle;
  await generator.run('endSteady', {});
  return { idle, grown };
}
