import type { BrowserContext } from '@playwright/test';
import { type ClientBuild, makeNewerBuild, presentBuild } from './builds.ts';
import { type DeployedSite, openDeployedSite } from './deployed-site.ts';
import { type Person, sitDown } from './person.ts';
import { test as base, keepsProgram } from './test.ts';

interface Fixtures {
  /** Serves the present build until a newer one is deployed. */
  readonly site: DeployedSite;
  readonly newer: ClientBuild;
  /** One person's browser. */
  readonly context: BrowserContext;
  /** Opens one more window of that person. */
  readonly opensWindow: () => Promise<Person>;
}

/** One person with several windows, at a site on which newer builds appear. */
export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures that a fixture needs from this pattern, empty or not.
  newer: async ({ baseURL: _unused }, use) => use(makeNewerBuild()),
  site: async ({ relay }, use) => {
    const site = await openDeployedSite(relay.port, presentBuild);
    await use(site);
    await site.close();
  },
  context: async ({ browser }, use) => {
    const context = await browser.newContext({ locale: 'en-US', ...keepsProgram });
    await use(context);
    await context.close();
  },
  opensWindow: async ({ context, site }, use) => use(async () => sitDown(await context.newPage(), site.url)),
});
