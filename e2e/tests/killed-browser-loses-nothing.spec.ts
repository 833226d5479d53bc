import { setTimeout as delay } from 'node:timers/promises';
import { createOwnBrowser } from '../support/own-browser.ts';
import { createRandom } from '../support/random.ts';
import { chooseRounds } from '../support/rounds.ts';
import { expect, keepsProgram, test } from '../support/test.ts';

test.use(keepsProgram);

const { rounds, seed } = chooseRounds({ rounds: 20, seed: 5 });

test(`A browser killed within 200 ms after "on this device", ${rounds} times, loses nothing`, async ({ relay }) => {
  test.setTimeout(rounds * 24_000);
  const random = createRandom(seed);
  const browser = await createOwnBrowser(relay.url);
  try {
    const author = await browser.starts();
    const address = await author.createsDocument();
    await author.statusIs('saved');
    await author.canStartOffline();
    await browser.kill();
    // From here on the words are on the device or nowhere.
    await relay.kill();

    const written: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const person = await browser.starts();
      await person.opens(address);
      for (const word of written) await person.sees(word);
      const word = `mot${round}x${random.below(1e9).toString(36)}`;
      await person.types(`${word} `);
      await person.statusIs('on-device');
      written.push(word);
      // Every other time at once: a promise made too early is broken within the first milliseconds.
      if (round % 2 === 0) await delay(random.below(200));
      await browser.kill();
    }

    const reader = await browser.starts();
    await reader.opens(address);
    for (const word of written) await reader.sees(word);
    const text = await reader.text();
    expect(text.split(/\s+/).filter((word) => word !== '')).toEqual(written);
    console.log(`Browser killed after "on this device": ${rounds} rounds, seed ${seed}, ${written.length} words kept`);
  } finally {
    await browser.close();
  }
});
