import { webhookEvents, type WebhookEventId } from '@unified-sync/invoice-ninja-client';

/** An event that the worker listens to, with the address of its own: the body does not say which event it is. */
export interface HookEvent {
  /** Last part of the address, e.g. `invoice-update`. */
  readonly name: string;
  readonly eventId: WebhookEventId;
  /** Name of the stream within its connection. */
  readonly stream: string;
}

const event = (stream: string, name: keyof typeof webhookEvents): HookEvent => {
  const [action = '', entity = ''] = name.split('_');
  return { name: `${entity}-${action}`, eventId: webhookEvents[name], stream };
};

/**
 * Every event that changes what a stream shows. Archiving changes nothing that is shown; a restore may undo a
 * delete.
 */
export const hookEvents: readonly HookEvent[] = [
  event('clients', 'create_client'),
  event('clients', 'update_client'),
  event('clients', 'delete_client'),
  event('clients', 'restore_client'),
  event('products', 'create_product'),
  event('products', 'update_product'),
  event('products', 'delete_product'),
  event('products', 'restore_product'),
  event('quotes', 'create_quote'),
  event('quotes', 'update_quote'),
  event('quotes', 'delete_quote'),
  event('quotes', 'restore_quote'),
  event('quotes', 'approve_quote'),
  event('quotes', 'sent_quote'),
  event('invoices', 'create_invoice'),
  event('invoices', 'update_invoice'),
  event('invoices', 'delete_invoice'),
  event('invoices', 'restore_invoice'),
  event('invoices', 'sent_invoice'),
  event('payments', 'create_payment'),
  event('payments', 'update_payment'),
  event('payments', 'delete_payment'),
  event('payments', 'restore_payment'),
  event('expenses', 'create_expense'),
  event('expenses', 'update_expense'),
  event('expenses', 'delete_expense'),
  event('expenses', 'restore_expense'),
];

/** Path of an event's address. */
export const hookPath = (connection: string, name: string): string => `/hooks/${connection}/${name}`;

/** The event of an address; `undefined` for an address that is none of the connection's. */
export const eventAt = (connection: string, path: string): HookEvent | undefined =>
  hookEvents.find(({ name }) => hookPath(connection, name) === path);

/** Header that carries the secret, since the provider signs nothing. */
export const secretHeader = 'X-Unified-Sync-Secret';
