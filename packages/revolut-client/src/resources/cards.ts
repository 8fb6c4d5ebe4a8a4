import { path, type Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import {
  type Card,
  type CardInvitation,
  cardInvitationSchema,
  type CardReference,
  cardReferenceSchema,
  cardSchema,
  type SensitiveCardDetails,
  sensitiveCardDetailsSchema,
} from '../entities/card.ts';
import { listByCreation, type ListByCreationOptions } from './by-creation.ts';

/** What a card may spend. `null` removes a limit. */
export interface CardControls {
  label?: string | undefined;
  spending_limits?: Readonly<Record<string, { amount: number; currency: string } | null>> | null | undefined;
  spending_period?:
    | { start_date?: string | null; end_date?: string | null; end_date_action?: 'lock' | 'terminate' }
    | null
    | undefined;
  categories?: readonly string[] | undefined;
  merchant_controls?: { control_type: 'allow' | 'block'; merchant_ids: readonly string[] } | null | undefined;
  mcc_controls?: { control_type: 'allow' | 'block'; mccs: readonly string[] } | null | undefined;
  countries?: readonly string[] | undefined;
  accounts?: readonly string[] | undefined;
}

/** A card to create: for a `holder_id`, for `contact_ids` of the company, or for nobody in particular. */
export interface CardCreate extends CardControls {
  virtual: boolean;
  holder_id?: string | undefined;
  contact_ids?: readonly string[] | undefined;
  spend_program?: { label: string } | undefined;
  references?: readonly CardReference[] | undefined;
}

/** Options of creating a card: Revolut knows a `requestId` for 24 hours. */
export interface CardCreateOptions extends CallOptions {
  /** @default a new one for each call */
  requestId?: string | undefined;
}

export interface CardsResource {
  /** Lists cards, newest first; terminated ones are not among them. */
  list(options?: ListByCreationOptions): Paginated<Card>;
  get(id: string, options?: CallOptions): Promise<Card>;
  create(input: CardCreate, options?: CardCreateOptions): Promise<Card>;
  update(id: string, input: CardControls, options?: CallOptions): Promise<Card>;
  /** Terminates a card for good. */
  terminate(id: string, options?: CallOptions): Promise<void>;
  freeze(id: string, options?: CallOptions): Promise<void>;
  unfreeze(id: string, options?: CallOptions): Promise<void>;
  lock(id: string, options?: CallOptions): Promise<void>;
  unlock(id: string, options?: CallOptions): Promise<void>;
  /** Replaces the contacts of a company card. */
  updateContacts(id: string, contactIds: readonly string[], options?: CallOptions): Promise<string[]>;
  /** Replaces the references of a card. */
  updateReferences(
    id: string,
    references: readonly CardReference[],
    options?: CallOptions,
  ): Promise<CardReference[]>;
  /** Gives number and code of a card; needs the scope `READ_SENSITIVE_CARD_DATA`. Never log the answer. */
  sensitiveDetails(id: string, options?: CallOptions): Promise<SensitiveCardDetails>;
}

export interface CardInvitationsResource {
  list(options?: ListByCreationOptions): Paginated<CardInvitation>;
  get(id: string, options?: CallOptions): Promise<CardInvitation>;
  /** @param input `expiry_period` is an ISO 8601 duration of up to `P90D`. */
  create(
    input: CardControls & { holder_id: string; virtual: boolean; expiry_period?: string | undefined },
    options?: CardCreateOptions,
  ): Promise<CardInvitation>;
  update(id: string, input: CardControls, options?: CallOptions): Promise<CardInvitation>;
  cancel(id: string, options?: CallOptions): Promise<void>;
}

const largest = 100;

export function createCards(api: RevolutApi): CardsResource {
  const { http } = api;
  const act =
    (action: string) =>
    async (id: string, { signal }: CallOptions = {}): Promise<void> => {
      await http.request('POST', path`/1.0/cards/${id}/${action}`, { schema: z.unknown(), signal });
    };
  return {
    list: (options = {}) => listByCreation(api, { path: '/1.0/cards', schema: cardSchema, largest }, options),
    get: async (id, { signal } = {}) =>
      await http.request('GET', path`/1.0/cards/${id}`, { schema: cardSchema, signal }),
    create: async (input, { requestId = api.createRequestId(), signal } = {}) =>
      await http.request('POST', '/1.0/cards', {
        schema: cardSchema,
        json: { ...input, request_id: requestId },
        repeatable: true,
        signal,
      }),
    update: async (id, input, { signal } = {}) =>
      await http.request('PATCH', path`/1.0/cards/${id}`, { schema: cardSchema, json: input, signal }),
    async terminate(id, { signal } = {}) {
      await http.request('DELETE', path`/1.0/cards/${id}`, { schema: z.unknown(), signal });
    },
    freeze: act('freeze'),
    unfreeze: act('unfreeze'),
    lock: act('lock'),
    unlock: act('unlock'),
    updateContacts: async (id, contactIds, { signal } = {}) =>
      await http.request('PUT', path`/1.0/cards/${id}/contacts`, {
        schema: z.array(z.string()),
        json: contactIds,
        signal,
      }),
    updateReferences: async (id, references, { signal } = {}) =>
      await http.request('PUT', path`/1.0/cards/${id}/references`, {
        schema: z.array(cardReferenceSchema),
        json: references,
        signal,
      }),
    sensitiveDetails: async (id, { signal } = {}) =>
      await http.request('GET', path`/1.0/cards/${id}/sensitive-details`, {
        schema: sensitiveCardDetailsSchema,
        signal,
      }),
  };
}

export function createCardInvitations(api: RevolutApi): CardInvitationsResource {
  const { http } = api;
  const schema = cardInvitationSchema;
  const root = '/1.0/card-invitations';
  return {
    list: (options = {}) => listByCreation(api, { path: root, schema, largest }, options),
    get: async (id, { signal } = {}) =>
      await http.request('GET', path`/1.0/card-invitations/${id}`, { schema, signal }),
    create: async (input, { requestId = api.createRequestId(), signal } = {}) =>
      await http.request('POST', root, {
        schema,
        json: { ...input, request_id: requestId },
        repeatable: true,
        signal,
      }),
    update: async (id, input, { signal } = {}) =>
      await http.request('PATCH', path`/1.0/card-invitations/${id}`, { schema, json: input, signal }),
    async cancel(id, { signal } = {}) {
      await http.request('POST', path`/1.0/card-invitations/${id}/cancel`, { schema: z.unknown(), signal });
    },
  };
}
