import type { Entities } from '../entities/entities.ts';
import type { Entity } from '../entities/entity.ts';
import { show } from '../http/present.ts';
import type { EntityName } from '../records/entity-data.ts';
import type { WebhookData } from '../records/webhook.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import type { EventName } from './event-ids.ts';
import type { WebhookDelivery, WebhookOutcome } from './webhook-log.ts';

/** A delivery that waits: what it is about, not what it says, for that is read when it leaves. */
export interface PendingDelivery {
  readonly subscription: Row<WebhookData>;
  readonly eventId: number;
  readonly entity: EntityName;
  readonly event: EventName;
  readonly key: number;
  /** Milliseconds since 1970 before which a queue worker does not send it. */
  readonly dueAt: number;
}

/** What a delivery needs. */
export interface DeliverOptions {
  readonly installation: Installation;
  readonly entities: () => Entities;
  readonly fetch: typeof globalThis.fetch;
}

const includes: Readonly<Partial<Record<EntityName, readonly string[]>>> = {
  invoices: ['client'],
  quotes: ['client'],
  projects: ['client'],
  payments: ['invoices', 'client'],
};
const goneForGood = new Set([404, 405, 410]);

/** Sends a bare record, unsigned, as it is now. `undefined` where the record or subscription has gone. */
export async function deliver(
  { installation, entities, fetch }: DeliverOptions,
  pending: PendingDelivery,
): Promise<WebhookDelivery | undefined> {
  const { subscription, entity: name } = pending;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an entity only ever meets rows of its own table
  const entity = entities()[name] as Entity;
  const row = entity.table.get(pending.key);
  if (row === undefined || subscription.archivedAt > 0) return undefined;
  const body = show(entity, row, { include: includes[name] ?? [] });
  const status = await send(fetch, subscription.data, JSON.stringify(body));
  const outcome = outcomeOf(status);
  if (outcome === 'unsubscribed') {
    installation.tables.webhooks.save(
      subscription,
      {},
      { state: { archivedAt: installation.clock.micros() } },
    );
  }
  return { ...recordOf(pending, row.id), body, outcome, status };
}

/** The part of a delivery that is known before it is sent. */
export function recordOf(
  { subscription, eventId, entity, event }: PendingDelivery,
  recordId: string,
): Omit<WebhookDelivery, 'body' | 'outcome' | 'status'> {
  return {
    subscriptionId: subscription.id,
    eventId,
    entity,
    event,
    recordId,
    url: subscription.data.target_url,
  };
}

/** The status of the answer, after redirects; `undefined` where none came. There is no timeout. */
async function send(
  fetch: typeof globalThis.fetch,
  { target_url, rest_method, headers }: WebhookData,
  body: string,
): Promise<number | undefined> {
  try {
    const response = await fetch(target_url, {
      method: rest_method.toUpperCase(),
      headers: { 'User-Agent': 'GuzzleHttp/7', ...headers, 'Content-Type': 'application/json' },
      body,
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    // Written to the system log of the real one, and to the deliveries here: nobody is told.
    return undefined;
  }
}

function outcomeOf(status: number | undefined): WebhookOutcome {
  if (status === undefined) return 'unreachable';
  if (status < 400) return 'delivered';
  return goneForGood.has(status) ? 'unsubscribed' : 'refused';
}
