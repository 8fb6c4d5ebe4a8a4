/**
 * # Testing your own code against Invoice Ninja
 *
 * A mock of Invoice Ninja v5 (5.10) that keeps state and behaves as the real one does, misbehaviour included:
 * a missing record is a 400 and a wrong token a 403, lists hold archived and deleted rows and come in no order,
 * a PUT without `settings` wipes them, a payment that is sent again is paid again, bulk answers stop after 20
 * rows, and a webhook is a bare record without a signature that is never sent twice, except when it is.
 *
 * ```ts
 * import { setupServer } from 'msw/node';
 * import { createInvoiceNinjaServer } from '@unified-sync/invoice-ninja-client/testing';
 *
 * const ninja = createInvoiceNinjaServer({ seed: 7 });
 * const msw = setupServer(...ninja.handlers);
 * beforeAll(() => msw.listen());
 * afterAll(() => msw.close());
 *
 * it('imports the invoices of a client', async () => {
 *   const client = ninja.db.clients.insert({ name: 'Müller AG' });       // straight into the tables
 *   const invoice = ninja.person.create('invoices', {                     // as somebody in the web page would
 *     client_id: client.id,
 *     line_items: [{ quantity: 2, cost: 50 }],
 *     mark_sent: true,
 *   });
 *   ninja.person.pay(invoice.id, 30);
 *   await myImport({ baseUrl: ninja.baseUrl, token: ninja.token });
 * });
 * ```
 *
 * - `server.db` reads and writes records past all rules; `server.person` acts by the rules, with the events.
 * - `server.seedCompany()` makes a company of 1,000 clients, 5,000 invoices, 4,000 payments, 500 products and
 *   1,000 expenses, the same one for the same seed.
 * - `server.webhooks` shows what was sent, sends it when told to (`webhookMode: 'manual'`), and drops, repeats
 *   and mixes it up (`chaos`).
 * - `server.faults.next(reset)` and the option `faults` break the next requests, or some of them by chance.
 * - `server.driftPages({ entity: 'invoices' })` edits records while they are listed; `server.clock.skew` puts
 *   the server's clock wrong.
 * - `serve(server)` listens on a port, for other processes.
 *
 * @packageDocumentation
 */
export type { Collection, InsertOptions } from './database/collection.ts';
export type { Database } from './database/database.ts';
export type { RequestRecord } from './http/responder.ts';
export { encodeId } from './ids.ts';
export { createInvoiceNinjaServer, type InvoiceNinjaServer } from './invoice-ninja-server.ts';
export type { PageDriftOptions, PageHook } from './person/page-hooks.ts';
export type { EditableEntity, Person } from './person/person.ts';
export type { EntityData, EntityName, RecordOf, RecordStamp } from './records/entity-data.ts';
export type { SeedOptions } from './seed/seed.ts';
export { serve } from './serve.ts';
export type { InvoiceNinjaServerOptions } from './server-options.ts';
export type { Company, CompanyOptions } from './store/company.ts';
export type { Clock } from './store/clock.ts';
export type { TokenOptions } from './store/access.ts';
export { eventIds, type EventName } from './webhooks/event-ids.ts';
export type { WebhookChaos, WebhookDelivery, WebhookMode, WebhookOutcome } from './webhooks/webhook-log.ts';
export type { Webhooks } from './webhooks/webhooks.ts';
