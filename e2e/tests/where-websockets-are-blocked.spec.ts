import type { BrowserContextOptions } from '@playwright/test';
import { type OfficeNetwork, openOfficeNetwork } from '../support/office-network.ts';
import { type Person, sitDown } from '../support/person.ts';
import type { Relay } from '../support/relay.ts';
import { test as base, expect } from '../support/test.ts';

const slowly = { timeout: 30_000 };

interface Fixtures {
  readonly office: OfficeNetwork;
  /** Somebody in the office, with a browser profile of their own. */
  readonly worksThere: (options?: BrowserContextOptions) => Promise<Person>;
}

const test = base.extend<Fixtures>({
  office: async ({ relay }, use) => {
    const office = await openOfficeNetwork(relay.port);
    await use(office);
    await office.close();
  },
  worksThere: async ({ browser, office }, use) => {
    const leave: (() => Promise<void>)[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ locale: 'en-US', ...options });
      leave.push(() => context.close());
      return sitDown(await context.newPage(), office.url);
    });
    for (const one of leave) await one();
  },
});

/** How many connections the relay has over each transport. */
async function carriedBy(relay: Relay): Promise<Readonly<Record<'websocket' | 'http', number>>> {
  const text = await (await fetch(`${relay.url}/metrics`)).text();
  const count = (transport: string) =>
    Number(new RegExp(`^ecritoire_transport_connections{transport="${transport}"} (\\d+)$`, 'm').exec(text)?.[1]);
  return { websocket: count('websocket'), http: count('http') };
}

const timesIn = (text: string, word: string): number => text.split(word).length - 1;

test('[T1][T8] Two people behind a proxy that refuses WebSockets write together, and everything is saved', async ({
  relay,
  worksThere,
}) => {
  const alice = await worksThere();
  const bob = await worksThere();
  const address = await alice.createsDocument();
  await alice.types('Ordre du jour');
  await alice.statusIs('saved');
  await bob.opens(address);
  await bob.sees('Ordre du jour');
  await bob.types(' : budget');
  await alice.sees('Ordre du jour : budget');
  await alice.isWith(1);
  await bob.statusIs('saved');
  expect(await carriedBy(relay)).toEqual({ websocket: 0, http: 2 });

  await bob.page.close();
  await alice.isWith(0);
  await expect.poll(() => carriedBy(relay)).toEqual({ websocket: 0, http: 1 });
});

test('[T9] The page says so to whoever looks, with the keyboard too, and in French', async ({ worksThere }) => {
  for (const [locale, words] of [
    ['en-US', 'Connected another way'],
    ['fr-FR', 'Connecté autrement'],
  ] as const) {
    const alice = await worksThere({ locale });
    await alice.createsDocument();
    await alice.statusIs('saved');
    await expect(alice.page.getByText(words)).toHaveCount(0);
    await alice.at('sync-status').focus();
    await alice.page.keyboard.press('Enter');
    await expect(alice.page.getByRole('dialog')).toContainText(words);
    await alice.page.keyboard.press('Escape');
    await expect(alice.page.getByRole('dialog')).toHaveCount(0);
  }
});

test('[T8] One over HTTP and one over a WebSocket; offline and back, nothing is lost or doubled', async ({
  relay,
  office,
  worksThere,
  bob,
}) => {
  const alice = await worksThere();
  const address = await alice.createsDocument();
  await bob.opens(address);
  await bob.types('Ensemble. ');
  await alice.sees('Ensemble.');
  expect(await carriedBy(relay)).toEqual({ websocket: 1, http: 1 });

  office.cut();
  await alice.page.context().setOffline(true);
  await alice.types('Hors ligne. ');
  await bob.types('En ligne. ');
  await alice.statusIs('on-device');
  office.restore();
  await alice.page.context().setOffline(false);
  await alice.statusIs('saved');
  await alice.sees('En ligne.');
  await bob.sees('Hors ligne.');
  for (const person of [alice, bob])
    for (const words of ['Ensemble.', 'Hors ligne.', 'En ligne.'])
      expect(timesIn(await person.text(), words), words).toBe(1);
});

test('[T5] A relay that restarts is found again over HTTP, with what was written meanwhile', async ({
  relay,
  worksThere,
}) => {
  const alice = await worksThere();
  await alice.createsDocument();
  await alice.types('Avant. ');
  await alice.statusIs('saved');
  await relay.kill();
  await alice.types('Pendant. ');
  await alice.statusIs('on-device');
  await relay.restart();
  await expect(alice.at('sync-status')).toHaveAttribute('data-state', 'saved', slowly);
  expect(await alice.text()).toBe('Avant. Pendant. ');
});

test('[T6] A sign-in page in the place of the relay is not believed, is said, and loses nothing', async ({
  office,
  worksThere,
}) => {
  const alice = await worksThere();
  await alice.createsDocument();
  await alice.types('Avant la page de connexion. ');
  await alice.statusIs('saved');
  office.asksToSignIn();
  await alice.types('Pendant. ');
  await expect(alice.at('sync-status')).toHaveAttribute('data-state', 'on-device', slowly);
  await alice.at('sync-status').click();
  await expect(alice.page.getByRole('dialog')).toContainText('answers in the server’s place');
  office.restore();
  await expect(alice.at('sync-status')).toHaveAttribute('data-state', 'saved', slowly);
  expect(await alice.text()).toBe('Avant la page de connexion. Pendant. ');
});

test('[T8] The WebSocket is taken back when it passes again, in the middle of the writing', async ({
  relay,
  office,
  worksThere,
}) => {
  const alice = await worksThere();
  await alice.createsDocument();
  await alice.statusIs('saved');
  expect(await carriedBy(relay)).toEqual({ websocket: 0, http: 1 });
  office.upgrades('passes');
  let written = '';
  await expect(async () => {
    const word = `mot${timesIn(written, 'mot')} `;
    written += word;
    await alice.types(word);
    expect(await carriedBy(relay)).toEqual({ websocket: 1, http: 0 });
  }).toPass(slowly);
  await alice.statusIs('saved');
  expect(await alice.text()).toBe(written);
});

test('[T7][T8] A network that swallows the wish for a WebSocket, and cuts answers off, is no obstacle', async ({
  relay,
  office,
  worksThere,
  bob,
}) => {
  office.upgrades('swallows');
  office.losesPatienceAfter(3_000);
  const alice = await worksThere();
  const address = await alice.createsDocument();
  await expect(alice.at('sync-status')).toHaveAttribute('data-state', 'saved', slowly);
  await bob.opens(address);
  // Long enough that a question was cut off, and a shorter one was not.
  await expect.poll(() => office.requests, slowly).toBeGreaterThan(6);
  await bob.types('Patience. ');
  await alice.sees('Patience.');
  await alice.types('Merci. ');
  await bob.sees('Merci.');
  await alice.statusIs('saved');
  expect(await carriedBy(relay)).toEqual({ websocket: 1, http: 1 });
});

test('[C1] Documents that are not open come over HTTP too', async ({ worksThere, bob }) => {
  const alice = await worksThere();
  const address = await alice.createsDocument();
  await alice.gives('Note');
  await alice.statusIs('saved');
  await alice.opens('/');
  await expect(alice.at('convergence')).toHaveAttribute('data-state', 'upToDate', slowly);
  await alice.page.context().setOffline(true);
  await bob.opens(address);
  await bob.gives('Note de Bob');
  await bob.statusIs('saved');
  await bob.page.close();

  await alice.page.context().setOffline(false);
  await expect(alice.at('document-link')).toHaveText('Note de Bob', slowly);
});
