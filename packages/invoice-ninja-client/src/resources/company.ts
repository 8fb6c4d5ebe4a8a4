import { z } from 'zod';
import type { CallOptions, NinjaApi } from '../api.ts';
import { type Company, companySchema } from '../entities/company.ts';
import { type Statics, staticsSchema } from '../entities/statics.ts';

/** Whom the token belongs to. */
export interface Ping {
  company_name: string;
  user_name: string;
}

/** The company behind the token, and the tables behind the numeric ids. */
export interface CompanyResource {
  /** Gives the company that the token belongs to (`POST /companies/current`, which only reads). */
  current(options?: CallOptions): Promise<Company>;
}

export function createCompany({ http }: NinjaApi): CompanyResource {
  const schema = z.looseObject({ data: companySchema });
  return {
    current: async ({ signal } = {}) =>
      (await http.request('POST', '/companies/current', { schema, repeatable: true, signal })).data,
  };
}

const pingSchema = z.looseObject({ company_name: z.string(), user_name: z.string() });

export const ping = async ({ http }: NinjaApi, { signal }: CallOptions): Promise<Ping> =>
  await http.request('GET', '/ping', { schema: pingSchema, signal });

export const statics = async ({ http }: NinjaApi, { signal }: CallOptions): Promise<Statics> =>
  await http.request('GET', '/statics', { schema: staticsSchema, signal });
