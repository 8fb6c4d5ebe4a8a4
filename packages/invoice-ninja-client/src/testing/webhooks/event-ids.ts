import type { EntityName } from '../records/entity-data.ts';

/** What can happen to a record. */
export type EventName =
  | 'create'
  | 'update'
  | 'delete'
  | 'archive'
  | 'restore'
  | 'sent'
  | 'approve'
  | 'late'
  | 'expired'
  | 'remind';

/** `event_id` of a subscription, by entity and event (app/Models/Webhook.php). */
export const eventIds: Readonly<Partial<Record<EntityName, Partial<Record<EventName, number>>>>> = {
  clients: { create: 1, update: 10, delete: 11, archive: 37, restore: 45 },
  invoices: { create: 2, update: 8, delete: 9, late: 22, remind: 24, archive: 33, restore: 41, sent: 60 },
  quotes: {
    create: 3,
    update: 6,
    delete: 7,
    approve: 21,
    expired: 23,
    archive: 34,
    restore: 42,
    sent: 61,
    remind: 64,
  },
  payments: { create: 4, delete: 12, update: 31, archive: 32, restore: 40 },
  vendors: { create: 5, update: 13, delete: 14, archive: 48, restore: 49 },
  expenses: { create: 15, update: 16, delete: 17, archive: 39, restore: 47 },
  tasks: { create: 18, update: 19, delete: 20, archive: 36, restore: 44 },
  projects: { create: 25, update: 26, delete: 30, archive: 38, restore: 46 },
  credits: { create: 27, update: 28, delete: 29, archive: 35, restore: 43, sent: 62 },
  products: { create: 50, update: 51, delete: 52, restore: 53, archive: 54 },
};

/** The largest `event_id` there is; 55-59 and 63 belong to purchase orders. */
export const largestEventId = 64;
