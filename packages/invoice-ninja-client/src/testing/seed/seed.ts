import type { Entities } from '../entities/entities.ts';
import type { ApiRequest } from '../http/api-request.ts';
import type { Principal } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { Timeline } from './timeline.ts';

/** How large a company is to be. */
export interface SeedOptions {
  /** @default 1000 */
  clients?: number;
  /** With one to five lines each. @default 5000 */
  invoices?: number;
  /** @default 4000 */
  payments?: number;
  /** @default 500 */
  products?: number;
  /** @default 1000 */
  expenses?: number;
  /** Day on which its history of three years ends: nothing is later. @default 2026-01-01 */
  until?: Date;
}

/** Where a company is seeded. */
export interface SeedTarget {
  readonly installation: Installation;
  readonly entities: Entities;
  readonly principal: Principal;
}

/** What the parts of the seed share: ids appear here while the history runs. */
export interface Seed {
  readonly installation: Installation;
  readonly entities: Entities;
  readonly request: ApiRequest;
  readonly timeline: Timeline;
  readonly size: Required<SeedOptions>;
  readonly start: number;
  readonly end: number;
  readonly clientIds: string[];
  readonly invoiceIds: string[];
  readonly vendorIds: string[];
}

/** A time so far through the history, from 0 to 1. */
export function timeAt({ start, end }: Seed, part: number): number {
  return start + part * (end - start);
}
