export type { Collection, InsertOptions } from './database/collection.ts';
export type { Database } from './database/database.ts';
export type { RequestRecord } from './http/responder.ts';
export { encodeId } from './ids.ts';
export {
  createInvoiceNinjaServer,
  type InvoiceNinjaServer,
  type InvoiceNinjaServerOptions,
} from './invoice-ninja-server.ts';
export type { PageDriftOptions, PageHook } from './person/page-drift.ts';
export type { EditableEntity, Person } from './person/person.ts';
export type { EntityData, EntityName, RecordOf, RecordStamp } from './records/entity-data.ts';
export type { SeedOptions } from './seed/seed.ts';
export { serve } from './serve.ts';
export type { Company, CompanyOptions } from './store/company.ts';
export type { Clock } from './store/clock.ts';
export type { TokenOptions } from './store/access.ts';
export { eventIds, type EventName } from './webhooks/event-ids.ts';
export type { WebhookChaos, WebhookDelivery, WebhookMode, WebhookOutcome } from './webhooks/webhook-log.ts';
export type { Webhooks } from './webhooks/webhooks.ts';
