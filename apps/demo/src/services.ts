import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDatabase, type DirectusServer, startDirectus } from '@unified-sync/directus-server';
import {
  createInvoiceNinjaServer,
  type InvoiceNinjaServer,
  serve,
} from '@unified-sync/invoice-ninja-client/testing';
import { startEmbeddedPostgres } from '@unified-sync/sync-worker';
import getPort from 'get-port';
import type { DemoState } from './demo-state.ts';

/** Everything around the worker. */
export interface Services {
  readonly directus: DirectusServer;
  readonly ninja: InvoiceNinjaServer;
  readonly ninjaUrl: string;
  readonly workerDatabaseUrl: string;
  readonly workerPort: number;
  readonly stop: () => Promise<void>;
}

export interface StartServicesOptions {
  readonly folder: string;
  readonly state: DemoState;
  /** Share of the full company. */
  readonly size: number;
  readonly say: (line: string) => void;
}

export const syncedCollections = [
  'companies',
  'people',
  'products',
  'quotes',
  'client_invoices',
  'payments',
  'expenses',
];

const full = { clients: 1000, invoices: 5000, payments: 4000, products: 500, expenses: 1000 };

/** Starts PostgreSQL, Directus and Invoice Ninja, each on a free port. */
export async function startServices({ folder, state, size, say }: StartServicesOptions): Promise<Services> {
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), log: say });
  const stops: Array<() => Promise<void>> = [async () => await postgres.stop()];
  const stop = async (): Promise<void> => {
    for (const end of stops.toReversed()) await end();
  };
  try {
    say('PostgreSQL runs.');
    const directusUrl = await databaseOf(postgres.url, 'directus');
    const workerDatabaseUrl = await databaseOf(postgres.url, 'worker');
    const workerPort = await getPort();
    const ninja = createInvoiceNinjaServer({ seed: 7, webhookMode: 'immediate', token: state.ninjaToken });
    ninja.seedCompany(sizes(size));
    const served = await serve(ninja);
    stops.push(async () => await served.close());
    say(`Invoice Ninja (mock, over HTTP) runs at ${served.url}.`);
    const directus = await startDirectus({
      databaseUrl: directusUrl,
      serveApp: true,
      cache: 'memory',
      extensionsPath: await extensionFolder(folder),
      uploadsPath: join(folder, 'uploads'),
      admin: { password: state.adminPassword, token: state.adminToken },
      env: {
        SECRET: state.directusSecret,
        SYNC_HINT_URL: `http://127.0.0.1:${workerPort}/hints/directus`,
        SYNC_HINT_SECRET: state.hintSecret,
        SYNC_COLLECTIONS: syncedCollections.join(','),
      },
    });
    stops.push(async () => await directus.stop());
    say(`Directus runs at ${directus.url}.`);
    return { directus, ninja, ninjaUrl: served.url, workerDatabaseUrl, workerPort, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const sizes = (size: number): typeof full => ({
  clients: Math.ceil(full.clients * size),
  invoices: Math.ceil(full.invoices * size),
  payments: Math.ceil(full.payments * size),
  products: Math.ceil(full.products * size),
  expenses: Math.ceil(full.expenses * size),
});

const duplicateDatabase = '42P04';

/** A database of the server, made where it is missing. */
async function databaseOf(serverUrl: string, name: string): Promise<string> {
  try {
    return await createDatabase({ serverUrl, name });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === duplicateDatabase)) throw error;
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    return url.href;
  }
}

/** The built hook among the extensions of this Directus. */
async function extensionFolder(folder: string): Promise<string> {
  const extensions = join(folder, 'extensions');
  await mkdir(extensions, { recursive: true });
  const built = fileURLToPath(new URL('../../directus-extension/dist', import.meta.url));
  await cp(built, join(extensions, 'unified-sync'), { recursive: true, force: true });
  return extensions;
}
