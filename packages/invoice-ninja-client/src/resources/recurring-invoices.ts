import type { CallOptions, NinjaApi } from '../api.ts';
import { type RecurringInvoice, recurringInvoiceSchema } from '../entities/recurring-invoice.ts';
import { oneOf, reference, search } from '../listing/filters.ts';
import { billingFields, type WithLines } from './billing-fields.ts';
import { commonEffects, type BulkEffects, type CommonActions, onlyOne } from './bulk.ts';
import type { Writable } from './known.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';

const fields = [
  ...billingFields,
  'auto_bill',
  'auto_bill_enabled',
  'frequency_id',
  'remaining_cycles',
  'due_date_days',
  'next_send_date',
] as const;

/** What may be changed of a recurring invoice. */
export interface RecurringInvoiceUpdate
  extends Writable<RecurringInvoice, (typeof fields)[number]>, WithLines {}

export interface RecurringInvoiceCreate extends RecurringInvoiceUpdate {
  client_id: string;
  /** `1` daily … `12` three-yearly. */
  frequency_id: string;
}

export interface RecurringInvoiceActions extends CommonActions {
  start: object;
  stop: object;
  send_now: object;
  increase_prices: { percentage_increase: number };
  update_prices: object;
  set_payment_link: { subscription_id: string };
}

const effects: BulkEffects<RecurringInvoice, RecurringInvoiceActions> = {
  ...commonEffects,
  start: ({ status_id }) => status_id === '2' || status_id === '-1',
  stop: ({ status_id }) => status_id === '3',
  send_now: undefined,
  increase_prices: undefined,
  update_prices: undefined,
  set_payment_link: undefined,
};

const filters = {
  client_status: oneOf('active', 'paused', 'completed'),
  client_id: reference,
  frequency_id: search,
  product_key: search,
  number: search,
  filter: search,
};

/** Recurring invoices. */
export interface RecurringInvoicesResource
  extends
    RecordResource<
      RecurringInvoice,
      typeof filters,
      'client' | 'activities',
      RecurringInvoiceCreate,
      RecurringInvoiceUpdate,
      RecurringInvoiceActions
    >,
    Uploads<RecurringInvoice> {
  /** @throws {ConflictError} when it does not come back as active. */
  start(id: string, options?: CallOptions): Promise<RecurringInvoice>;
  /** @throws {ConflictError} when it does not come back as paused. */
  stop(id: string, options?: CallOptions): Promise<RecurringInvoice>;
}

/** The resource behind `ninja.recurringInvoices`. */
export function createRecurringInvoices(api: NinjaApi): RecurringInvoicesResource {
  const updatable = [...fields, 'line_items'];
  const resource = createUploadable<
    RecurringInvoice,
    typeof filters,
    'client' | 'activities',
    RecurringInvoiceCreate,
    RecurringInvoiceUpdate,
    RecurringInvoiceActions
  >(api, {
    name: 'recurring_invoices',
    schema: recurringInvoiceSchema,
    filters,
    includes: ['client', 'activities'],
    creatable: [...updatable, 'client_id'],
    updatable,
    effects,
  });
  const single =
    (action: 'start' | 'stop') =>
    async (id: string, options: CallOptions = {}): Promise<RecurringInvoice> =>
      onlyOne('recurring_invoices', action, await resource.bulk(action, [id], options));

  return { ...resource, start: single('start'), stop: single('stop') };
}
