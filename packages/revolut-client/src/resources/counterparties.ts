import { path, type Paginated } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, RevolutApi } from '../api.ts';
import {
  type Address,
  type Counterparty,
  counterpartySchema,
  type NameValidation,
  nameValidationSchema,
  type Requirements,
  requirementsSchema,
} from '../entities/counterparty.ts';
import { listByCreation, type ListByCreationOptions } from './by-creation.ts';

/** Filters of the list of counterparties. */
export interface CounterpartyFilters {
  name?: string | undefined;
  account_no?: string | undefined;
  sort_code?: string | undefined;
  iban?: string | undefined;
  bic?: string | undefined;
}

/** Names a holder: a company or a person. */
export interface HolderName {
  company_name?: string | undefined;
  individual_name?: { first_name: string; last_name: string } | undefined;
}

/**
 * A counterparty to create: either somebody with Revolut (`profile_type`, `name`, `revtag`), or a bank
 * account (`bank_country`, `currency` and the fields that {@link CounterpartiesResource.requirements} names).
 */
export interface CounterpartyCreate extends HolderName {
  profile_type?: 'personal' | 'business' | undefined;
  name?: string | undefined;
  revtag?: string | undefined;
  bank_country?: string | undefined;
  currency?: string | undefined;
  account_no?: string | undefined;
  sort_code?: string | undefined;
  routing_number?: string | undefined;
  iban?: string | undefined;
  bic?: string | undefined;
  bsb?: string | undefined;
  email?: string | undefined;
  address?: Address | undefined;
  /** Fields of corridors that this client does not know yet. */
  [field: string]: unknown;
}

/** A corridor: what must be known depends on it. */
export interface Corridor {
  country: string;
  currency: string;
  recipient_type: 'individual' | 'company' | (string & {});
  route?: string | undefined;
}

/** An account whose holder's name is checked. */
export interface NameToValidate extends HolderName {
  account_no?: string | undefined;
  sort_code?: string | undefined;
  bsb?: string | undefined;
  iban?: string | undefined;
  recipient_country?: string | undefined;
  recipient_currency?: string | undefined;
}

export interface CounterpartiesResource {
  /** Lists counterparties, newest first. */
  list(options?: CounterpartyFilters & ListByCreationOptions): Paginated<Counterparty>;
  /** @throws {NotFoundError} when there is none. */
  get(id: string, options?: CallOptions): Promise<Counterparty>;
  /**
   * Creates a counterparty. Never repeated by itself: there is no idempotency key.
   *
   * @throws {ConflictError} when it exists already: `existingCounterpartyId(error)` says which one it is.
   */
  create(input: CounterpartyCreate, options?: CallOptions): Promise<Counterparty>;
  delete(id: string, options?: CallOptions): Promise<void>;
  /** Changes the address of a bank account of a counterparty: all that can be changed. */
  updateAddress(id: string, paymentMethodId: string, address: Address, options?: CallOptions): Promise<void>;
  /** Gives the countries and currencies that can be paid to. */
  countries(options?: CallOptions): Promise<unknown>;
  /** Gives the fields that creating a counterparty of a corridor needs. */
  requirements(corridor: Corridor, options?: CallOptions): Promise<Requirements>;
  /**
   * Asks the bank of an account whose it is (UK, AU, RO, euro area). Has a rate limit of its own: in Romania
   * three checks in 24 hours without a payment.
   */
  validateName(input: NameToValidate, options?: CallOptions): Promise<NameValidation>;
}

export function createCounterparties(api: RevolutApi): CounterpartiesResource {
  const { http } = api;
  const spec = { path: '/1.0/counterparties', schema: counterpartySchema, largest: 1000 };
  return {
    // Plural for the list alone.
    list: ({ name, account_no, sort_code, iban, bic, ...options } = {}) =>
      listByCreation(api, { ...spec, query: { name, account_no, sort_code, iban, bic } }, options),
    get: async (id, { signal } = {}) =>
      await http.request('GET', path`/1.0/counterparty/${id}`, { schema: counterpartySchema, signal }),
    create: async (input, { signal } = {}) =>
      await http.request('POST', '/1.0/counterparty', { schema: counterpartySchema, json: input, signal }),
    async delete(id, { signal } = {}) {
      await http.request('DELETE', path`/1.0/counterparty/${id}`, { schema: z.unknown(), signal });
    },
    async updateAddress(id, paymentMethodId, address, { signal } = {}) {
      const where = path`/1.0/counterparties/${id}/payment-methods/${paymentMethodId}`;
      await http.request('PATCH', where, { schema: z.unknown(), json: { address }, signal });
    },
    countries: async ({ signal } = {}) =>
      await http.request('GET', '/1.0/counterparties/countries', { schema: z.unknown(), signal }),
    requirements: async ({ country, currency, recipient_type, route }, { signal } = {}) =>
      await http.request('GET', '/1.0/counterparties/fields', {
        schema: requirementsSchema,
        query: { country, currency, recipient_type, route },
        signal,
      }),
    validateName: async (input, { signal } = {}) =>
      await http.request('POST', '/1.0/account-name-validation', {
        schema: nameValidationSchema,
        json: input,
        signal,
      }),
  };
}
