import { path } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, NinjaApi } from '../api.ts';
import { type Invoice, type InvoiceStatus, invoiceSchema } from '../entities/invoice.ts';
import { dayRange, fromDay, oneOf, present, reference, search } from '../listing/filters.ts';
import { billingFields, type WithLines } from './billing-fields.ts';
import { commonEffects, type BulkEffects, type CommonActions, onlyOne } from './bulk.ts';
import { checkInput } from './check-input.ts';
import type { Writable } from './known.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';
import { createSending, type Sending } from './sending.ts';

const fields = [...billingFields, 'auto_bill_enabled'] as const;

/** What may be changed of an invoice. Its client cannot; amount, balance and status are computed. */
export interface InvoiceUpdate extends Writable<Invoice, (typeof fields)[number]>, WithLines {}

export interface InvoiceCreate extends InvoiceUpdate {
  client_id: string;
}

/** What happens to an invoice as soon as it is created. */
export interface InvoiceCreateOptions extends CallOptions {
  /** `mark_sent` gives it a number and makes it due; `paid` books a payment of the whole; `send_email` mails it. */
  trigger?: 'mark_sent' | 'paid' | 'send_email' | 'auto_bill' | undefined;
}

export interface InvoiceActions extends CommonActions {
  mark_sent: object;
  mark_paid: object;
  cancel: object;
  auto_bill: object;
  email: { email_type?: string | undefined };
  set_payment_link: { subscription_id: string };
}

const effects: BulkEffects<Invoice, InvoiceActions> = {
  ...commonEffects,
  mark_sent: ({ status_id }) => status_id !== '1',
  mark_paid: ({ status_id }) => status_id === '4',
  cancel: ({ status_id }) => status_id === '5',
  auto_bill: undefined,
  email: undefined,
  set_payment_link: undefined,
};

const filters = {
  client_status: oneOf('all', 'draft', 'paid', 'unpaid', 'cancelled', 'overdue'),
  status_id: oneOf<InvoiceStatus>('1', '2', '3', '4', '5', '6'),
  client_id: reference,
  number: search,
  filter: search,
  upcoming: present,
  overdue: present,
  payable: reference,
  date: fromDay,
  due_date: fromDay,
  date_range: dayRange,
  due_date_range: dayRange,
  private_notes: search,
  without_deleted_clients: present,
};

const includes = ['payments', 'client', 'activities'] as const;

/** Invoices, with what can be done to them. */
export interface InvoicesResource
  extends
    RecordResource<
      Invoice,
      typeof filters,
      (typeof includes)[number],
      InvoiceCreate,
      InvoiceUpdate,
      InvoiceActions
    >,
    Uploads<Invoice>,
    Sending {
  /**
   * Creates an invoice. Never repeated by itself: choose its `number`, and after a lost reply look for it.
   *
   * @throws {ValidationError} with the complaints by field, e.g. for a number that is taken.
   */
  create(input: InvoiceCreate, options?: InvoiceCreateOptions): Promise<Invoice>;
  /** @throws {ConflictError} when it does not come back as sent. */
  markSent(id: string, options?: CallOptions): Promise<Invoice>;
  /** Books a payment of the whole balance. @throws {ConflictError} when it does not come back as paid. */
  markPaid(id: string, options?: CallOptions): Promise<Invoice>;
  /** @throws {ConflictError} when it does not come back as cancelled: drafts and paid ones cannot be. */
  cancel(id: string, options?: CallOptions): Promise<Invoice>;
}

/** The resource behind `ninja.invoices`. */
export function createInvoices(api: NinjaApi): InvoicesResource {
  const updatable = [...fields, 'line_items'];
  const resource = createUploadable<
    Invoice,
    typeof filters,
    (typeof includes)[number],
    InvoiceCreate,
    InvoiceUpdate,
    InvoiceActions
  >(api, {
    name: 'invoices',
    schema: invoiceSchema,
    filters,
    includes,
    creatable: [...updatable, 'client_id'],
    updatable,
    effects,
  });
  const single =
    (action: 'mark_sent' | 'mark_paid' | 'cancel') =>
    // Through POST bulk: GET /invoices/{id}/{action} changes things on a GET, and answers cancel with nothing.
    async (id: string, options: CallOptions = {}): Promise<Invoice> =>
      onlyOne('invoices', action, await resource.bulk(action, [id], options));

  return {
    ...resource,
    ...createSending(api, 'invoice'),
    async create(input, { trigger, signal } = {}) {
      checkInput('invoices.create', input, [...updatable, 'client_id']);
      const { data } = await api.http.request('POST', path`/invoices`, {
        schema: z.looseObject({ data: invoiceSchema }),
        json: input,
        query: trigger === undefined ? {} : { [trigger]: 'true' },
        signal,
      });
      return data;
    },
    markSent: single('mark_sent'),
    markPaid: single('mark_paid'),
    cancel: single('cancel'),
  };
}
