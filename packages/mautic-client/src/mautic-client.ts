import type { ClientOptions, HttpClient } from '@unified-sync/http-client';
import { createApi } from './api.ts';
import { siteRoot } from './api-root.ts';
import { createAuthorization, type MauticAuth } from './auth/mautic-auth.ts';
import { createMapError } from './map-error.ts';
import { type CompaniesResource, createCompanies } from './resources/companies.ts';
import { type ContactsResource, createContacts } from './resources/contacts.ts';
import { createEmails, type EmailsResource } from './resources/emails.ts';
import { createForms, type FormsResource } from './resources/forms.ts';
import { createHooks, type HooksResource } from './resources/hooks.ts';
import {
  type CampaignsResource,
  createCampaigns,
  createSegments,
  type SegmentsResource,
} from './resources/memberships.ts';
import { createPlainResources, type PlainResources } from './resources/plain-resources.ts';
import { createStats, type StatsResource } from './resources/stats.ts';

export interface MauticClientOptions extends ClientOptions {
  /** Root of the installation, e.g. `https://mautic.example.com`; `/api` is added. */
  baseUrl: string;
  /** Both Basic and the API itself are off until somebody turns them on in Configuration, API Settings. */
  auth: MauticAuth;
}

/** A client of one Mautic. */
export interface MauticClient extends PlainResources {
  contacts: ContactsResource;
  companies: CompaniesResource;
  segments: SegmentsResource;
  emails: EmailsResource;
  campaigns: CampaignsResource;
  forms: FormsResource;
  hooks: HooksResource;
  stats: StatsResource;
  /** For whatever this client has no method: same credentials, retries and errors. */
  http: HttpClient;
}

/**
 * Makes a client.
 *
 * @throws {TypeError} at once, when an option is of the wrong shape; the message names it.
 * @example
 * const mautic = createMauticClient({
 *   baseUrl: 'https://mautic.example.com',
 *   auth: { kind: 'basic', username: 'sync', password },
 * });
 * const { outcome, contact } = await mautic.contacts.upsert({ email: 'ada@example.com' });
 */
export function createMauticClient({ baseUrl, auth, ...client }: MauticClientOptions): MauticClient {
  const root = siteRoot(baseUrl);
  const { authorize, secrets } = createAuthorization(auth, root, client);
  const api = createApi({
    ...client,
    provider: 'mautic',
    baseUrl: `${root}/api`,
    secrets,
    authorize,
    mapError: createMapError(client.now ?? Date.now),
  });
  const contacts = createContacts(api);

  return {
    contacts,
    companies: createCompanies(api),
    segments: createSegments(api),
    emails: createEmails(api, async (id, call) => await contacts.get(id, call)),
    campaigns: createCampaigns(api),
    forms: createForms(api),
    hooks: createHooks(api),
    stats: createStats(api),
    ...createPlainResources(api),
    http: api.http,
  };
}
