/**
 * Where Directus keeps what a user may do: up to version 10 in the role, from 11 on in policies that a role has.
 * (Its release notes of 11.0.0, and the tables of 10.13.4 and 12.4.1.)
 */
export const hasPolicies = (version: string | null): boolean =>
  Number(/^\d+/.exec(version ?? '')?.[0] ?? 0) >= 11;
