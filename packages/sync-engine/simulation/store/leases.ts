import type { Lease } from '../../src/index.ts';

/** Leases by key; a token is given once and never again. */
export interface Leases {
  take(keys: readonly string[], milliseconds: number): readonly (Lease | undefined)[];
  release(leases: readonly Lease[]): void;
  /** Still held by whom it was given to: neither expired, nor released, nor taken over. */
  isHeld(lease: Lease): boolean;
  isTaken(key: string): boolean;
}

export function createLeases(now: () => number): Leases {
  const held = new Map<string, Lease>();
  let lastToken = 0;

  const isTaken = (key: string): boolean => (held.get(key)?.expiresAt ?? -Infinity) > now();

  function takeOne(key: string, milliseconds: number): Lease | undefined {
    if (isTaken(key)) return undefined;
    const lease = { key, token: ++lastToken, expiresAt: now() + milliseconds };
    held.set(key, lease);
    return lease;
  }

  const isHeld = (lease: Lease): boolean => {
    const current = held.get(lease.key);
    // The stored expiry counts, not the one that the caller shows.
    return current !== undefined && current.token === lease.token && current.expiresAt > now();
  };

  return {
    take: (keys, milliseconds) => keys.map((key) => takeOne(key, milliseconds)),
    release(leases) {
      for (const lease of leases) if (held.get(lease.key)?.token === lease.token) held.delete(lease.key);
    },
    isHeld,
    isTaken,
  };
}
