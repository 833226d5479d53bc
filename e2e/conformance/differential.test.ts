import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Relay, startRelay } from '../support/relay.ts';
import { type ReferenceServer, startReferenceServer } from './reference-server.ts';
import { playTrace } from './trace.ts';

let relay: Relay;
let reference: ReferenceServer;

beforeAll(async () => {
  [relay, reference] = await Promise.all([startRelay(), startReferenceServer()]);
});
afterAll(() => Promise.all([relay.close(), reference.close()]));

describe('beside @y/websocket-server 0.1.1', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    '[R3] [R4] [R5] [P1] [P3] the same people doing the same hear the same and end with the same, seed %i',
    async (seed) => {
      const expected = await playTrace(reference.syncUrl, seed);
      const ours = await playTrace(relay.syncUrl, seed, expected);
      expect(ours).toEqual(expected);
    },
  );
});
