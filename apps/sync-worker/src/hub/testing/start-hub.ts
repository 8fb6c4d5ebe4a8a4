import {
  startTestDirectus,
  type StartTestDirectusOptions,
  type TestDirectus,
} from '@unified-sync/directus-server/testing';
import type { Side, SideRecord } from '@unified-sync/sync-engine';
import { createDirectusHub, type DirectusHub } from '../create-directus-hub.ts';
import type { DirectusHubOptions } from '../hub-options.ts';
import { companies, createCompanies } from './companies.ts';
import { type DirectusAdmin, directusAdmin } from './directus-admin.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { present } from './requests.ts';

/** A real Directus with the collection `companies`, a gateway in front of it, and the hub behind both. */
export interface StartedHub {
  readonly directus: TestDirectus;
  readonly admin: DirectusAdmin;
  readonly proxy: FaultProxy;
  readonly hub: DirectusHub;
  /** The side of `companies`. */
  readonly side: Side;
  /** Looks at a company that must be there. */
  look(id: string): Promise<SideRecord>;
  /** A hub on the same server with other options. */
  another(options: Partial<DirectusHubOptions>): DirectusHub;
  stop(): Promise<void>;
}

export async function startHub(
  options: Partial<DirectusHubOptions> = {},
  server: StartTestDirectusOptions = {},
): Promise<StartedHub> {
  const directus = await startTestDirectus(server);
  const admin = directusAdmin(directus);
  await createCompanies(admin);
  const proxy = await startFaultProxy(directus.url);
  const another = (given: Partial<DirectusHubOptions>): DirectusHub =>
    createDirectusHub({
      url: proxy.url,
      token: directus.adminToken,
      collections: { companies },
      ...options,
      ...given,
    });
  const hub = another({});
  const side = hub.side('companies');
  return {
    directus,
    admin,
    proxy,
    hub,
    side,
    look: async (id) => present((await side.look([id]))[0]),
    another,
    async stop() {
      await proxy.stop();
      await directus.stop();
    },
  };
}
