import { create as createAxios } from 'axios';
import ky from 'ky';
import { z } from 'zod';
import type { Contender } from '../../../src/measure-cpu.ts';
import type { Provider } from '../providers.ts';
import { mainRecords } from '../records/records-of.ts';
import { type Subject, subjectOf } from '../subjects.ts';
import { otherClients } from './other-clients.ts';

const accept = { accept: 'application/json' };

export const names = {
  fetch: 'fetch',
  ky: 'ky with the same hooks',
  kyChecked: 'ky with the same hooks, same schema',
  axios: 'axios',
  client: 'the client',
} as const;

/** Everyone who reads the same record by its id from the server at `baseUrl`. */
export async function contendersOf(provider: Provider, baseUrl: string): Promise<Contender[]> {
  const subject = subjectOf(provider, baseUrl);
  const { schema } = await mainRecords(provider);
  const throughKy = kyWithHooks(baseUrl, subject);
  const path = subject.path.slice(1);
  const throughAxios = createAxios({
    baseURL: baseUrl,
    timeout: 30_000,
    headers: { ...accept, ...subject.credentials },
  });
  const url = `${baseUrl}${subject.path}`;
  const headers = { ...accept, ...subject.credentials };
  return [
    { name: names.fetch, run: async () => await (await fetch(url, { headers })).json() },
    { name: names.ky, run: async () => await throughKy(path).json() },
    { name: names.kyChecked, run: async () => await throughKy(path).json(envelopeOf(provider, schema)) },
    { name: names.axios, run: async () => (await throughAxios.get<unknown>(subject.path)).data },
    ...otherClients(provider, baseUrl),
    { name: names.client, run: async () => await subject.get() },
  ];
}

const envelopes = new Map<Provider, z.ZodType>();

/** The schema of the answer; made once, as the clients do. */
function envelopeOf(provider: Provider, schema: z.ZodType): z.ZodType {
  const known = envelopes.get(provider);
  if (known !== undefined) return known;
  const made = {
    'invoice-ninja': z.looseObject({ data: schema }),
    revolut: schema,
    erpnext: z.looseObject({ data: schema }),
    mautic: z.looseObject({ contact: schema }),
  }[provider];
  envelopes.set(provider, made);
  return made;
}

/** What every client sets up in ky: credentials for each attempt, one more after a 401, a time limit, retries. */
function kyWithHooks(prefix: string, { credentials }: Subject): typeof ky {
  const authorize = (headers: Headers): void => {
    for (const [name, value] of Object.entries(credentials)) headers.set(name, value);
  };
  return ky.create({
    prefix,
    headers: accept,
    redirect: 'manual',
    timeout: 30_000,
    retry: { limit: 2, jitter: true, retryOnTimeout: true },
    hooks: {
      beforeRequest: [({ request }) => authorize(request.headers)],
      afterResponse: [
        ({ request, response }) => {
          if (response.status !== 401) return;
          const headers = new Headers(request.headers);
          authorize(headers);
          return ky.retry({ request: new Request(request, { headers }), delay: 0 });
        },
      ],
    },
  });
}
