import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noForeignContent } from '../editor/guard/foreign-content.ts';
import { type DocumentFacts, deriveStatus } from './derive-status.ts';

const facts: fc.Arbitrary<DocumentFacts> = fc.record({
  phase: fc.oneof(
    fc.constantFrom(
      { name: 'loading' as const },
      { name: 'awaited' as const },
      { name: 'ready' as const, foreign: noForeignContent },
    ),
    fc.constant({ name: 'unreadable' as const, failure: 'corrupted' as const, isRelayEmpty: false }),
    fc.constant({ name: 'update-needed' as const, reason: 'content' as const, unknown: ['node:x'] }),
  ),
  storage: fc.record({
    pendingOwn: fc.nat(2),
    failure: fc.constantFrom(undefined, 'quota-exceeded' as const, 'unavailable' as const),
    storedAt: fc.constantFrom(undefined, 1),
    restoredAt: fc.constantFrom(undefined, 1),
  }),
  damage: fc.record({
    rows: fc.constantFrom([], [{ key: 1, kind: 'altered' as const, value: Uint8Array.of(1) }]),
    isTotal: fc.boolean(),
    mayHoldUnsent: fc.boolean(),
    isRepaired: fc.boolean(),
    hasSpoiltDocument: fc.boolean(),
  }),
  hasGap: fc.boolean(),
  sync: fc.record({
    connection: fc.constantFrom('connected' as const, 'connecting' as const, 'refused' as const),
    hasFailed: fc.boolean(),
    hasReceived: fc.boolean(),
    confirmation: fc.constantFrom('unknown' as const, 'none' as const, 'waiting' as const, 'complete' as const),
    isReadOnly: fc.boolean(),
    size: fc.constantFrom('fine' as const, 'near-limit' as const, 'too-large' as const),
    transport: fc.constantFrom('websocket' as const, 'http' as const),
    isIntercepted: fc.boolean(),
  }),
  savedAt: fc.constantFrom(undefined, 1),
});

describe('the words about saving', () => {
  it('[D12] are never better than true', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const { save } = deriveStatus(known);
        const isOnDevice = known.storage.pendingOwn === 0 && known.storage.failure === undefined;
        if (save === 'saved') expect(isOnDevice && known.sync.confirmation === 'complete').toBe(true);
        if (save === 'on-device') expect(isOnDevice && known.sync.confirmation !== 'waiting').toBe(true);
        if (known.storage.failure !== undefined && known.phase.name === 'ready') expect(save).toBe('error');
      }),
      { numRuns: 2_000 },
    );
  });

  it('[D12] are no worse than true either', () => {
    const ready: DocumentFacts = {
      phase: { name: 'ready', foreign: noForeignContent },
      storage: { pendingOwn: 0, failure: undefined, storedAt: 1, restoredAt: undefined },
      damage: { rows: [], isTotal: false, mayHoldUnsent: false, isRepaired: false, hasSpoiltDocument: false },
      hasGap: false,
      sync: {
        connection: 'connected',
        hasFailed: false,
        hasReceived: true,
        confirmation: 'complete',
        isReadOnly: false,
        size: 'fine',
        transport: 'websocket',
        isIntercepted: false,
      },
      savedAt: undefined,
    };
    expect(deriveStatus(ready).save).toBe('saved');
    expect(deriveStatus({ ...ready, sync: { ...ready.sync, confirmation: 'none' } }).save).toBe('on-device');
    expect(deriveStatus({ ...ready, sync: { ...ready.sync, confirmation: 'waiting' } }).save).toBe('sending');
    expect(deriveStatus({ ...ready, storage: { ...ready.storage, pendingOwn: 1 } }).save).toBe('sending');
  });

  it('[D13] a document that is not here is asked for while there is hope, and absent when the last attempt failed', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const { phase } = deriveStatus({ ...known, phase: { name: 'awaited' } });
        const isHopeless =
          known.sync.connection === 'refused' || (known.sync.connection === 'connecting' && known.sync.hasFailed);
        expect(phase.name).toBe(isHopeless ? 'absent' : 'fetching');
      }),
    );
  });

  it('[D21] a document is called whole again only when nothing can be missing', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const { repair } = deriveStatus(known);
        const { damage, hasGap, sync } = known;
        const hasDamage = damage.rows.length > 0 || damage.isTotal || hasGap;
        expect(repair === 'none').toBe(!hasDamage);
        if (repair !== 'whole') return;
        expect(hasGap).toBe(false);
        if (damage.isRepaired) return;
        expect(sync.hasReceived && !damage.mayHoldUnsent).toBe(true);
        expect(['waiting', 'complete']).toContain(sync.confirmation);
      }),
      { numRuns: 2_000 },
    );
  });
});
