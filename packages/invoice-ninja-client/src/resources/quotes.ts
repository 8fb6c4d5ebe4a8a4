import type { CallOptions, NinjaApi } from '../api.ts';
import { type Quote, quoteSchema } from '../entities/quote.ts';
import { oneOf, reference, search } from '../listing/filters.ts';
import { billingFields, type WithLines } from './billing-fields.ts';
import { commonEffects, type BulkEffects, type CommonActions, onlyOne } from './bulk.ts';
import type { Writable } from './known.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';
import { createSending, type Sending } from './sending.ts';

/** What may be changed of a quote. */
export interface QuoteUpdate extends Writable<Quote, (typeof billingFields)[number]>, WithLines {}

export interface QuoteCreate extends QuoteUpdate {
  client_id: string;
}

export interface QuoteActions extends CommonActions {
  approve: object;
  mark_sent: object;
  convert_to_invoice: object;
  convert_to_project: object;
}

const effects: BulkEffects<Quote, QuoteActions> = {
  ...commonEffects,
  approve: ({ status_id }) => status_id === '3' || status_id === '4',
  mark_sent: ({ status_id }) => status_id !== '1',
  convert_to_invoice: ({ invoice_id }) => invoice_id !== '',
  convert_to_project: undefined,
};

const filters = {
  client_status: oneOf('draft', 'sent', 'approved', 'expired', 'upcoming', 'converted'),
  client_id: reference,
  number: search,
  filter: search,
};

/** Quotes. */
export interface QuotesResource
  extends
    RecordResource<Quote, typeof filters, 'client' | 'activities', QuoteCreate, QuoteUpdate, QuoteActions>,
    Uploads<Quote>,
    Sending {
  /** @throws {ConflictError} when it does not come back as sent. */
  markSent(id: string, options?: CallOptions): Promise<Quote>;
  /** @throws {ConflictError} when it does not come back as approved. */
  approve(id: string, options?: CallOptions): Promise<Quote>;
  /** @returns The quote; `invoice_id` names the invoice. @throws {ConflictError} when it does not come back with one. */
  convertToInvoice(id: string, options?: CallOptions): Promise<Quote>;
}

/** The resource behind `ninja.quotes`. */
export function createQuotes(api: NinjaApi): QuotesResource {
  const updatable = [...billingFields, 'line_items'];
  const resource = createUploadable<
    Quote,
    typeof filters,
    'client' | 'activities',
    QuoteCreate,
    QuoteUpdate,
    QuoteActions
  >(api, {
    name: 'quotes',
    schema: quoteSchema,
    filters,
    includes: ['client', 'activities'],
    creatable: [...updatable, 'client_id'],
    updatable,
    effects,
  });
  const single =
    (action: 'mark_sent' | 'approve' | 'convert_to_invoice') =>
    async (id: string, options: CallOptions = {}): Promise<Quote> =>
      onlyOne('quotes', action, await resource.bulk(action, [id], options));

  return {
    ...resource,
    ...createSending(api, 'quote'),
    markSent: single('mark_sent'),
    approve: single('approve'),
    convertToInvoice: single('convert_to_invoice'),
  };
}
