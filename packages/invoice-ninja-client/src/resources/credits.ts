import type { CallOptions, NinjaApi } from '../api.ts';
import { type Credit, creditSchema } from '../entities/credit.ts';
import { oneOf, present, reference, search } from '../listing/filters.ts';
import { billingFields, type WithLines } from './billing-fields.ts';
import { commonEffects, type BulkEffects, type CommonActions, onlyOne } from './bulk.ts';
import type { Writable } from './known.ts';
import { createUploadable, type RecordResource, type Uploads } from './record-resource.ts';
import { createSending, type Sending } from './sending.ts';

/** What may be changed of a credit. */
export interface CreditUpdate extends Writable<Credit, (typeof billingFields)[number]>, WithLines {}

export interface CreditCreate extends CreditUpdate {
  client_id: string;
}

export interface CreditActions extends CommonActions {
  mark_sent: object;
  mark_paid: object;
}

const effects: BulkEffects<Credit, CreditActions> = {
  ...commonEffects,
  mark_sent: ({ status_id }) => status_id !== '1',
  mark_paid: ({ status_id }) => status_id === '4',
};

const filters = {
  client_status: oneOf('draft', 'sent', 'partial', 'applied'),
  client_id: reference,
  number: search,
  filter: search,
  applicable: present,
};

/** Credits. */
export interface CreditsResource
  extends
    RecordResource<
      Credit,
      typeof filters,
      'client' | 'activities',
      CreditCreate,
      CreditUpdate,
      CreditActions
    >,
    Uploads<Credit>,
    Sending {
  /** @throws {ConflictError} when it does not come back as sent. */
  markSent(id: string, options?: CallOptions): Promise<Credit>;
}

/** The resource behind `ninja.credits`. */
export function createCredits(api: NinjaApi): CreditsResource {
  const updatable = [...billingFields, 'line_items'];
  const resource = createUploadable<
    Credit,
    typeof filters,
    'client' | 'activities',
    CreditCreate,
    CreditUpdate,
    CreditActions
  >(api, {
    name: 'credits',
    schema: creditSchema,
    filters,
    includes: ['client', 'activities'],
    creatable: [...updatable, 'client_id'],
    updatable,
    effects,
  });

  return {
    ...resource,
    ...createSending(api, 'credit'),
    markSent: async (id, options = {}) =>
      onlyOne('credits', 'mark_sent', await resource.bulk('mark_sent', [id], options)),
  };
}
