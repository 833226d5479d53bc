import { setTimeout as delay } from 'node:timers/promises';
import { mebibytesText, secondsText } from '../../table.ts';
import { type Case, playRounds } from '../bench.ts';
import { millisecondsText, printComparison } from '../comparison.ts';
import { startGenerator } from '../generator.ts';

const clients = 500;
const quietMs = 1_500;

/** Everybody opens the same large document at once, while two people type in another one. */
export const measureStorm: Case = async (options) => {
  const results = await playRounds(options, ['ours', 'raw', 'y', 'hocus'], async (server, generator) => {
    const target = server.target();
    // A process of its own: what the storm costs its clients must not look like a stall of the server.
    const pair = await startGenerator();
    try {
      await pair.run('beginSteady', {
        target,
        rooms: 1,
        people: 2,
        letters: 20_000,
        perSecond: 100,
        hasExtension: false,
      });
      await delay(quietMs);
      const quiet = await pair.run('markSteady', {});
      const storm = await generator.run('storm', { target, clients });
      await delay(quietMs / 3);
      const meanwhile = await pair.run('markSteady', {});
      return { ...storm, quietMs: quiet.maxMs, stallMs: meanwhile.maxMs };
    } finally {
      await pair.close();
    }
  });
  printComparison(`${clients} clients without the document join at once`, results, [
    { label: 'the document', value: ({ documentBytes }) => documentBytes, text: mebibytesText },
    { label: 'until all have it', value: ({ ms }) => ms, text: secondsText, hasRatio: true },
    { label: 'refused and came again', value: ({ refusals }) => refusals, text: String },
    { label: 'longest wait of the pair meanwhile', value: ({ stallMs }) => stallMs, text: millisecondsText },
    { label: 'longest wait of the pair before', value: (figures) => figures.quietMs, text: millisecondsText },
  ]);
};
