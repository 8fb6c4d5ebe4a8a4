import type { WebhookSender } from '../webhooks/webhooks.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';

/** What the routes of a server share. */
export interface World {
  db: Database;
  clock: Clock;
  createId: () => string;
  webhooks: WebhookSender;
  environment: 'production' | 'sandbox';
}

/** The times and the id of a new record. */
export function stampOf({ clock, createId }: World): { id: string; created_at: string; updated_at: string } {
  const created_at = clock.instant();
  return { id: createId(), created_at, updated_at: created_at };
}
