import { cutLine } from '../support/cut-line.ts';
import { createRandom } from '../support/random.ts';
import { expect, keepsProgram, test, type Visitor } from '../support/test.ts';

/** The quota of the visitor's site; given room again with a large one. */
async function roomOf(visitor: Visitor) {
  const browser = await visitor.page.context().newCDPSession(visitor.page);
  const setQuota = (quotaSize: number) =>
    browser.send('Storage.overrideQuotaForOrigin', { origin: visitor.line.url, quotaSize });
  const evict = () =>
    browser.send('Storage.clearDataForOrigin', { origin: visitor.line.url, storageTypes: 'indexeddb' });
  return { setQuota, evict };
}

test('[D2] The disk fills up while typing: said within 2 s, the relay gets every word, and the backlog is stored when there is room', async ({
  arrives,
  bob,
}) => {
  test.setTimeout(120_000);
  const alice = await arrives();
  await alice.page.addInitScript(timeStates);
  await alice.opens('/healthz');
  const room = await roomOf(alice);
  await room.setQuota(400_000);
  const address = await alice.createsDocument();
  await alice.statusIs('saved');
  await bob.opens(address);
  await bob.sees('');
  const random = createRandom(1);
  const status = alice.at('sync-status');
  for (let part = 0; part < 20 && (await status.getAttribute('data-state')) !== 'error'; part += 1) {
    // Chance, or the database would compress it.
    const words = Array.from({ length: 8_000 }, () => random.below(2 ** 30).toString(36));
    await alice.page.keyboard.insertText(words.join(' '));
    await alice.page.keyboard.press('Enter');
    await expect(status).toHaveAttribute('data-state', /error|saved/);
  }
  await alice.statusIs('error');
  const silentMs = await alice.page.evaluate(() => {
    const isError = window.statesByTime.findIndex(([, state]) => state === 'error');
    return (window.statesByTime[isError]?.[0] ?? 0) - (window.statesByTime[isError - 1]?.[0] ?? 0);
  });
  console.log(`said ${Math.round(silentMs)} ms after it was typed`);
  expect(silentMs).toBeLessThan(2_000);
  await alice.types('le dernier mot');
  await bob.sees('le dernier mot');

  await room.setQuota(100_000_000);
  // The next attempt is at most 8 s away.
  await expect(status).toHaveAttribute('data-state', 'saved', { timeout: 20_000 });
  const inMemory = await alice.text();
  await cutLine(alice.page);
  await alice.page.reload();
  await alice.statusIs('on-device');
  expect(await alice.text()).toBe(inMemory);
});

declare global {
  interface Window {
    statesByTime: [atMs: number, state: string][];
  }
}

/** Runs in the page before anything of its own: every state of saving, and when it was there. */
function timeStates(): void {
  window.statesByTime = [];
  new MutationObserver(() => {
    const state = document.querySelector('[data-testid="sync-status"]')?.getAttribute('data-state');
    if (state != null && state !== window.statesByTime.at(-1)?.[1])
      window.statesByTime.push([performance.now(), state]);
  }).observe(document, { attributeFilter: ['data-state'], childList: true, subtree: true });
}

test('[D5] Data evicted under an open page: stored again from memory, said, and nothing is missing or there twice', async ({
  arrives,
}) => {
  const alice = await arrives(keepsProgram);
  const address = await alice.createsDocument();
  await alice.types('Envoyé. ');
  await alice.statusIs('saved');
  await alice.canStartOffline();
  const room = await roomOf(alice);
  await alice.goesOffline();
  await alice.types('Jamais envoyé. ');
  await alice.statusIs('on-device');

  await room.evict();
  await expect(alice.page.getByText('The browser had deleted this document from this device')).toBeVisible();
  await alice.statusIs('on-device');
  await alice.types('Et après.');
  await alice.statusIs('on-device');

  await alice.page.goto(new URL(address, alice.line.url).href);
  await expect(alice.at('editor')).toContainText('Envoyé. Jamais envoyé. Et après.');
  expect(await alice.text()).toBe('Envoyé. Jamais envoyé. Et après.');
  await alice.comesBack();
  await alice.statusIs('saved');
  expect(await alice.text()).toBe('Envoyé. Jamais envoyé. Et après.');
});
