import type { EntityName } from '../records/entity-data.ts';
import type { EventName } from './event-ids.ts';

/** What became of one delivery. Nothing is ever tried again. */
export type WebhookOutcome =
  /** Answered with a status below 400. */
  | 'delivered'
  /** Answered with a status of 400 or more: lost. */
  | 'refused'
  /** Answered with 404, 405 or 410: lost, and the subscription is archived. */
  | 'unsubscribed'
  /** No answer: lost. */
  | 'unreachable'
  /** Lost on purpose, see `chaos`. */
  | 'dropped';

/** One delivery that was attempted. */
export interface WebhookDelivery {
  readonly subscriptionId: string;
  readonly eventId: number;
  readonly entity: EntityName;
  readonly event: EventName;
  readonly recordId: string;
  readonly url: string;
  readonly body: unknown;
  readonly outcome: WebhookOutcome;
  readonly status: number | undefined;
}

/** What goes wrong on the way to the receiver; each a probability from 0 to 1. */
export interface WebhookChaos {
  /** @default 0 */
  drop?: number;
  /** @default 0 */
  duplicate?: number;
  /** True: what waits is sent in any order. @default false */
  reorder?: boolean;
}

/**
 * When deliveries leave: `immediate` right after the request that caused them, as with the queue driver
 * `sync`; `queued` as with a queue worker, payments 20 or 25 seconds late; `manual` when `flush` is called.
 */
export type WebhookMode = 'immediate' | 'queued' | 'manual';
