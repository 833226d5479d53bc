import { expect, test } from '../support/test.ts';

test('An address that no document can have says so, offers the way back, and makes no document', async ({ alice }) => {
  await alice.opens('/d/nonsense');
  const home = alice.page.locator('a[href="/"]').first();
  await expect(home).toBeVisible();
  await expect(alice.at('editor')).toHaveCount(0);
  await home.click();
  await expect(alice.at('new-document').first()).toBeVisible();
  await expect(alice.at('document-link')).toHaveCount(0);
});

test('An address outside the client’s own routes answers 404, a document’s answers 200', async ({ relay }) => {
  const statusOf = async (path: string) => (await fetch(new URL(path, relay.url))).status;
  expect(await statusOf('/')).toBe(200);
  expect(await statusOf(`/d/${'a'.repeat(22)}`)).toBe(200);
  expect(await statusOf('/d/nonsense')).toBe(200);
  expect(await statusOf('/nothing-here')).toBe(404);
  expect(await statusOf('/assets/nothing.js')).toBe(404);
  expect(await statusOf('/../package.json')).toBe(404);
  expect(await statusOf('/%2e%2e/package.json')).toBe(404);
});

test('A room that no document can have is closed for good with 4404', async ({ relay }) => {
  const closed = Promise.withResolvers<number>();
  const socket = new WebSocket(`${relay.syncUrl}/nonsense`);
  socket.addEventListener('close', (event) => closed.resolve(event.code));
  expect(await closed.promise).toBe(4404);
});
