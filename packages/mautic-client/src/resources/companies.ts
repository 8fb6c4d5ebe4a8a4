import { ConflictError, path as urlPath } from '@unified-sync/http-client';
import { z } from 'zod';
import type { CallOptions, MauticApi } from '../api.ts';
import { type Company, companySchema } from '../entities/company.ts';
import { itemEnvelope, itemOf } from '../listing/envelope.ts';
import type { FieldInput } from './contact-input.ts';
import { createResource, type RecordResource } from './record-resource.ts';

/** Fields of a company by alias. */
export interface CompanyInput {
  companyname?: string | null;
  companyemail?: string | null;
  /** Id of a Mautic user. */
  owner?: number | null;
  [alias: string]: FieldInput;
}

/** A company after an upsert. */
export interface UpsertedCompany {
  outcome: 'created' | 'updated';
  company: Company;
}

export interface CompaniesResource extends Omit<RecordResource<Company, CompanyInput>, 'create'> {
  /** Creates a company, or updates the one that Mautic takes for the same (by name and place), and says which. */
  upsert(input: CompanyInput, options?: CallOptions): Promise<UpsertedCompany>;
  /** Creates a company even where there is one of that name (`force`). */
  create(input: CompanyInput, options?: CallOptions): Promise<Company>;
  addContact(id: number, contactId: number, options?: CallOptions): Promise<void>;
  removeContact(id: number, contactId: number, options?: CallOptions): Promise<void>;
}

const envelope = itemEnvelope('company', companySchema);

export function createCompanies(api: MauticApi): CompaniesResource {
  const { http } = api;

  async function post(json: object, { signal }: CallOptions): Promise<UpsertedCompany> {
    const { data, status } = await api.exchange('POST', '/companies/new', { schema: envelope, json, signal });
    return { outcome: status === 201 ? 'created' : 'updated', company: itemOf<Company>(data, 'company') };
  }

  return {
    ...createResource<Company, CompanyInput>(api, {
      path: 'companies',
      listKey: 'companies',
      itemKey: 'company',
      schema: companySchema,
      // Raw SQL here: the columns of the table, not the properties.
      columns: { dateAdded: 'date_added', dateModified: 'date_modified', isPublished: 'is_published' },
    }),
    upsert: async (input, options = {}) => await post(input, options),
    async create(input, options = {}) {
      const { company, outcome } = await post({ ...input, force: 1 }, options);
      if (outcome === 'created') return company;
      throw new ConflictError(`mautic: company ${company.id} was updated instead of a new one created.`, {
        provider: 'mautic',
        method: 'POST',
        path: '/companies/new',
        status: 200,
        retryable: false,
      });
    },
    addContact: async (id, contactId, options = {}) =>
      await membership(http, urlPath`/companies/${id}/contact/${contactId}/add`, options),
    removeContact: async (id, contactId, options = {}) =>
      await membership(http, urlPath`/companies/${id}/contact/${contactId}/remove`, options),
  };
}

/** Puts a contact into something or takes it out. */
export async function membership(
  http: MauticApi['http'],
  url: string,
  { signal }: CallOptions,
): Promise<void> {
  await http.request('POST', url, { schema: z.looseObject({ success: z.unknown().optional() }), signal });
}
