import { joinAsStockClient } from '../support/stock-client.ts';
import { expect, test } from '../support/test.ts';

test('What said "saved" is read by newcomers after the relay was killed', async ({ alice, bob, relay }) => {
  const address = await alice.createsDocument();
  const rounds = 5;
  for (let round = 0; round < rounds; round += 1) {
    await alice.types(`phrase${round} `);
    await alice.statusIs('saved');
    await relay.kill();
    // Alice must not be there to bring again what the relay forgot.
    alice.line.cut();
    await relay.restart();

    const newcomer = joinAsStockClient(relay.syncUrl, address.slice('/d/'.length));
    await expect.poll(() => newcomer.isSynced).toBe(true);
    for (let written = 0; written <= round; written += 1) expect(newcomer.text()).toContain(`phrase${written} `);
    newcomer.close();

    await alice.goesOffline();
    await alice.comesBack();
  }
  await alice.goesOffline();
  await bob.opens(address);
  await bob.sees(`phrase${rounds - 1}`);
});
