import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDatabase,
  type DirectusServer,
  dropDatabase,
  startDirectus,
} from '@unified-sync/directus-server';
import type { MswServer } from '@unified-sync/http-client/testing';
import {
  createInvoiceNinjaServer,
  type InvoiceNinjaServer,
  serve,
} from '@unified-sync/invoice-ninja-client/testing';
import { type Gate, openGate } from './gate.ts';
import { type HubApi, hubApi } from './hub-api.ts';
import type { Servers } from './start-servers.ts';
import { ownPort } from './own-port.ts';
import { createWorker, type Worker } from './worker.ts';

/** Everything that one scenario plays on: nobody else uses it. */
export interface Stage {
  readonly servers: Servers;
  readonly worker: Worker;
  readonly hub: HubApi;
  readonly ninja: InvoiceNinjaServer;
  /** Invoice Ninja past its gate. */
  readonly ninjaUrl: string;
  /** In front of Directus and of Invoice Ninja, as the worker sees them. */
  readonly gates: { readonly hub: Gate; readonly ninja: Gate };
  readonly directus: { kill(): Promise<void>; start(): Promise<void> };
  /** Called behind each webhook that the worker has acknowledged. */
  onWebhook(listener: () => void): void;
  /** Sends every webhook that was ever sent again, by its number. @returns the status of the answer */
  replayWebhook(number: number): Promise<number>;
  stop(): Promise<void>;
  /** Removes what the stage wrote, the worker's log included. */
  removeFolder(): Promise<void>;
}

export const ownerCompany = '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d';
const size = { clients: 40, invoices: 120, payments: 80, products: 20, expenses: 20 };
const secret = (): string => `s${randomBytes(24).toString('hex')}`;

/** Starts a Directus, a seeded Invoice Ninja and a worker that `init` has set up: some 10 s. */
export async function startStage(servers: Servers, seed: number): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'unified-sync-stage-'));
  const [port, hubPort] = [await ownPort(), await ownPort()];
  const database = async (name: string, template?: string): Promise<string> =>
    await createDatabase({
      serverUrl: servers.postgresUrl,
      name,
      ...(template !== undefined && { template }),
    });
  const names = ['hub', 'worker'].map((kind) => `${kind}_${randomBytes(6).toString('hex')}`);
  const [hubName = '', workerName = ''] = names;
  const databaseUrl = await database(hubName, servers.directusTemplate);
  const admin = { password: secret().slice(0, 16), token: secret() };
  const { nodeEnv } = servers;
  const launch = async (): Promise<DirectusServer> =>
    await startDirectus({
      databaseUrl,
      port: hubPort,
      admin,
      cache: 'memory',
      isBootstrapped: true,
      env: nodeEnv,
    });
  let directus = await launch();
  const { ninja, served, onWebhook, replayWebhook } = await startNinja(seed);
  const gates = { hub: await openGate(directus.url), ninja: await openGate(served.url) };
  const worker = await createWorker({
    folder,
    port,
    config: {
      directusUrl: gates.hub.url,
      publicUrl: `http://127.0.0.1:${port}`,
      schedule: { scanEvery: 3, sweepEvery: 15, checkWebhooksEvery: 15 },
      // What a dead worker held is free again after these: nothing on this stage takes longer.
      recovery: { leaseSeconds: 20, directusRequestSeconds: 15 },
      ownerCompanies: [{ id: ownerCompany, code: 'acme', name: 'Acme AG', defaultCurrency: 'CHF' }],
      connections: {
        'ninja-acme': {
          provider: 'invoice-ninja',
          baseUrl: gates.ninja.url,
          ownerCompany,
          pageSize: 20,
          longestRequestSeconds: 15,
        },
      },
    },
    env: {
      ...nodeEnv,
      DATABASE_URL: await database(workerName),
      REDIS_URL: servers.redisUrl,
      DIRECTUS_TOKEN: secret(),
      DIRECTUS_ADMIN_TOKEN: admin.token,
      SYNC_SECRET_KEY: randomBytes(32).toString('hex'),
      SYNC_HINT_SECRET: secret(),
      NINJA_ACME_TOKEN: ninja.token,
      NINJA_ACME_WEBHOOK_SECRET: secret(),
    },
  });
  const stage: Stage = {
    servers,
    worker,
    hub: hubApi(directus.url, admin.token),
    ninja,
    ninjaUrl: served.url,
    gates,
    onWebhook,
    replayWebhook,
    directus: {
      async kill() {
        process.kill(directus.pid, 'SIGKILL');
        await directus.stop();
      },
      start: async () => void (directus = await launch()),
    },
    async stop() {
      await Promise.all([gates.hub.close(), gates.ninja.close(), served.close(), directus.stop()]);
      for (const name of names) await dropDatabase({ serverUrl: servers.postgresUrl, name });
    },
    removeFolder: async () => await rm(folder, { recursive: true, force: true }),
  };
  const { code } = await worker.ask('init');
  if (code !== 0) throw new Error(`init ended with ${code}`);
  return stage;
}

async function startNinja(
  seed: number,
): Promise<Pick<Stage, 'ninja' | 'onWebhook' | 'replayWebhook'> & { readonly served: MswServer }> {
  const listeners: Array<() => void> = [];
  const sent: Array<Parameters<typeof fetch>> = [];
  const ninja = createInvoiceNinjaServer({
    seed,
    webhookMode: 'immediate',
    fetch: async (...call) => {
      sent.push(call);
      const answer = await fetch(...call);
      if (answer.ok) for (const listener of listeners) listener();
      return answer;
    },
  });
  ninja.seedCompany(size);
  return {
    ninja,
    served: await serve(ninja),
    onWebhook: (listener) => void listeners.push(listener),
    async replayWebhook(number) {
      const call = sent[number % sent.length];
      if (call === undefined) throw new Error('no webhook was sent yet');
      const answer = await fetch(...call);
      await answer.text();
      return answer.status;
    },
  };
}

/** A new id for an item that a person makes in Directus. */
export const newId = (): string => randomUUID();
