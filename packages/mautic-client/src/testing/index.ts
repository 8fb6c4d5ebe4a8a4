/**
 * # Testing your own code against Mautic
 *
 * A mock of Mautic 5 that keeps state and behaves as the real one does, misbehaviour included: lists are objects
 * by id that turn into `[]`, POST upserts, an edit to another contact's address merges, zeros are dropped, a
 * PUT on a missing record creates one, batches answer 201 whatever happened, `limit=0` gives everything, and
 * a webhook is consumed by any answer.
 *
 * ```ts
 * const server = createMauticServer();
 * const msw = setupServer(...server.handlers);
 * const contact = server.addContact({ email: 'ada@example.com', firstname: 'Ada' });
 * ```
 *
 * @packageDocumentation
 */
export {
  createMauticServer,
  type MauticServer,
  type MauticServerOptions,
  type RequestRecord,
} from './mautic-server.ts';
export type { SentEmail } from './http/email-routes.ts';
export type { OAuthClient, OAuthServer } from './oauth/oauth-server.ts';
export { serve } from './serve.ts';
export type { ContactRow, Row, Table } from './store/rows.ts';
export type { FieldDefinition, PlainKind, Store } from './store/store.ts';
export { phpJson, type WebhookDelivery, type Webhooks } from './webhooks/webhooks.ts';
