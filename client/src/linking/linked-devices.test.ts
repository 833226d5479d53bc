import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readLinkedDevices } from './linked-devices.ts';

describe('the linked devices', () => {
  it('[B24] nonsense among the devices is passed over', () => {
    const doc = new Y.Doc();
    const devices = doc.getMap('devices');
    devices.set('x', 1);
    devices.set('../name', 'x');
    devices.set(`${'a'.repeat(16)}/name`, new Y.Map());
    devices.set(`${'a'.repeat(16)}/seenAt`, 'yesterday');
    devices.set(`${'b'.repeat(16)}/seenAt`, 5);
    expect(readLinkedDevices(doc).read()).toEqual([{ id: 'b'.repeat(16), name: '', seenAt: 5 }]);
  });
});
