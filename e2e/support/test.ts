import { type BrowserContextOptions, test as base, expect } from '@playwright/test';
import { type Person, sitDown } from './person.ts';
import { type Relay, startRelay } from './relay.ts';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export { expect };

/** A person with a browser profile and a line to the relay of their own. */
export interface Visitor extends Person {
  readonly line: TcpProxy;
  /** No network: connections are reset, and the browser knows. */
  goesOffline(): Promise<void>;
  comesBack(): Promise<void>;
}

/** Brings one more person to the relay. */
export type Arrives = (options?: BrowserContextOptions) => Promise<Visitor>;

interface Fixtures {
  /** Fresh, with an empty folder. */
  readonly relay: Relay;
  readonly arrives: Arrives;
  readonly alice: Visitor;
  readonly bob: Visitor;
}

export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures that a fixture needs from this pattern, empty or not.
  relay: async ({ baseURL: _unused }, use) => {
    const relay = await startRelay();
    await use(relay);
    await relay.close();
  },

  arrives: async ({ browser, relay }, use) => {
    const departures: (() => Promise<void>)[] = [];
    const defects: string[] = [];
    await use(async (options = {}) => {
      const line = await openTcpProxy(relay.port);
      const context = await browser.newContext({ locale: 'en-US', ...options });
      departures.push(async () => {
        await context.close();
        await line.close();
      });
      // An error nobody caught is a defect, whatever the test is about.
      context.on('weberror', (error) => defects.push(String(error.error().stack ?? error.error())));
      const person = await sitDown(await context.newPage(), line.url);
      return {
        ...person,
        line,
        async goesOffline() {
          line.cut();
          await context.setOffline(true);
        },
        async comesBack() {
          line.restore();
          await context.setOffline(false);
        },
      };
    });
    for (const depart of departures) await depart();
    expect(defects, 'errors that nobody caught').toEqual([]);
  },

  alice: async ({ arrives }, use) => use(await arrives()),
  bob: async ({ arrives }, use) => use(await arrives()),
});

/**
 * For those who start, or go on, without a network: the browser keeps the program, as it does for everybody outside of
 * tests. The others do without, because fetching the whole program costs each page seconds on a slow machine.
 */
export const keepsProgram: BrowserContextOptions = { serviceWorkers: 'allow' };
