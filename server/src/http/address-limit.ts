/** How many connections each address has, whatever their transport. */
export type AddressLimit = {
  /** Counts one more connection of the address; call what comes back when it ends. Undefined when it has enough. */
  admit(address: string): (() => void) | undefined;
};

const notCounted = (): void => undefined;

/** `max` 0: no limit, nothing is counted. */
export function createAddressLimit(max: number): AddressLimit {
  const open = new Map<string, number>();

  function ended(address: string): void {
    const left = (open.get(address) ?? 0) - 1;
    if (left > 0) open.set(address, left);
    else open.delete(address);
  }

  return {
    admit(address) {
      if (max === 0) return notCounted;
      const before = open.get(address) ?? 0;
      if (before >= max) return undefined;
      open.set(address, before + 1);
      return () => ended(address);
    },
  };
}
