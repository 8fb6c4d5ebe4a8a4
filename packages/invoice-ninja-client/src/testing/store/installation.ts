import type { EntityName } from '../records/entity-data.ts';
import type { EventName } from '../webhooks/event-ids.ts';
import type { Clock } from './clock.ts';
import type { Company } from './company.ts';
import type { Random } from './random.ts';
import type { Row } from './table.ts';
import type { Tables } from './tables.ts';

/** One running Invoice Ninja: what the behaviours read and write. */
export interface Installation {
  /** Root of the API without `/api/v1`, as it stands in links. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly tables: Tables;
  readonly company: (key: number) => Company;
  /** Tells those who subscribed to it that something happened to a row. */
  readonly emit: (entity: EntityName, event: EventName, row: Row) => void;
  /** The next number for what has no table of its own: contacts, invitations, paymentables. */
  readonly nextKey: (kind: string) => number;
  /** True where the same was asked within the last second: the guard against double clicks. */
  readonly isRepeated: (request: string) => boolean;
}
