import type { Duplex } from 'node:stream';

/** How many connections each address has. */
export type AddressLimit = {
  /** Whether the address may have one more; it is counted until its transport closes. */
  admits(address: string, transport: Duplex): boolean;
};

/** `max` 0: no limit, nothing is counted. */
export function createAddressLimit(max: number): AddressLimit {
  const open = new Map<string, number>();

  function closed(address: string): void {
    const left = (open.get(address) ?? 0) - 1;
    if (left > 0) open.set(address, left);
    else open.delete(address);
  }

  return {
    admits(address, transport) {
      if (max === 0) return true;
      const before = open.get(address) ?? 0;
      if (before >= max) return false;
      open.set(address, before + 1);
      transport.once('close', () => closed(address));
      return true;
    },
  };
}
