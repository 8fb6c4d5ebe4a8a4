import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createDatabase,
  type DirectusServer,
  dropDatabase,
  startDirectus,
} from '@unified-sync/directus-server';
import {
  createInvoiceNinjaServer,
  type InvoiceNinjaServer,
  serve,
} from '@unified-sync/invoice-ninja-client/testing';
import { z } from 'zod';

/** Size of a company: some 2.4 records for each invoice. */
export interface CompanySize {
  readonly clients: number;
  readonly invoices: number;
  readonly payments: number;
  readonly products: number;
  readonly expenses: number;
}

/** A Directus with our collections, an Invoice Ninja with a company, and the command between them. */
export interface BackfillWorld {
  readonly directus: DirectusServer;
  readonly ninja: InvoiceNinjaServer;
  /** Directus' own database. */
  readonly hubUrl: string;
  /** The worker's database. */
  readonly workerUrl: string;
  /** Token of the worker's user in Directus, once `init` has made it. */
  readonly workerToken: string;
  /** What Node is given in the worker's image. */
  readonly imageArgs: readonly string[];
  /** Starts the worker's command in a process of its own. */
  launch(command: readonly string[], options?: LaunchOptions): ChildProcess;
  stop(): Promise<void>;
}

/** How a command is started. */
export interface LaunchOptions {
  /** Arguments of Node, before the file. @default none */
  readonly nodeArgs?: readonly string[];
  /** A file below the worker's sources. @default the worker's command as it is built, started as in its image */
  readonly entry?: string;
}

const worker = new URL('../../../apps/sync-worker/', import.meta.url);
const ownerCompany = '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d';
const secret = (): string => `s${randomBytes(24).toString('hex')}`;

/** @param serverUrl - PostgreSQL with a role that may create databases */
export async function startBackfillWorld(serverUrl: string, size: CompanySize): Promise<BackfillWorld> {
  const names = ['hub', 'worker'].map(
    (kind) => `unified_sync_bench_${kind}_${randomBytes(4).toString('hex')}`,
  );
  const [hubUrl = '', workerUrl = ''] = await Promise.all(
    names.map(async (name) => await createDatabase({ serverUrl, name })),
  );
  const folder = await mkdtemp(join(tmpdir(), 'unified-sync-bench-'));
  const directus = await startDirectus({ databaseUrl: hubUrl, cache: 'memory' });
  const ninja = createInvoiceNinjaServer({ seed: 7, webhookMode: 'manual', unstableOrder: false });
  ninja.seedCompany(size);
  const served = await serve(ninja);
  const config = join(folder, 'sync.config.ts');
  const settings = {
    directusUrl: directus.url,
    ownerCompanies: [{ id: ownerCompany, code: 'acme', name: 'Acme AG', defaultCurrency: 'CHF' }],
    connections: { 'ninja-acme': { provider: 'invoice-ninja', baseUrl: served.url, ownerCompany } },
  };
  await writeFile(config, `export default ${JSON.stringify(settings)};`);
  const workerToken = secret();
  const env = {
    DATABASE_URL: workerUrl,
    DIRECTUS_TOKEN: workerToken,
    DIRECTUS_ADMIN_TOKEN: directus.adminToken,
    NINJA_ACME_TOKEN: ninja.token,
  };
  const imageArgs = await readImageArgs();
  const launch: BackfillWorld['launch'] = (command, { nodeArgs = [], entry } = {}) =>
    spawn(
      process.execPath,
      [
        // What is compiled as it is loaded holds memory that no user's worker does.
        ...(entry === undefined ? imageArgs : ['--conditions=@unified-sync/source']),
        ...nodeArgs,
        fileURLToPath(new URL(entry === undefined ? 'dist/main.js' : `src/${entry}`, worker)),
        ...command,
        '--config',
        config,
      ],
      { env, stdio: ['ignore', 'pipe', 'inherit'], cwd: folder },
    );
  return {
    directus,
    ninja,
    hubUrl,
    workerUrl,
    workerToken,
    imageArgs,
    launch,
    async stop() {
      await Promise.all([directus.stop(), served.close()]);
      for (const name of names) await dropDatabase({ serverUrl, name });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What Node is given in the worker's image. */
async function readImageArgs(): Promise<readonly string[]> {
  const [, entrypoint] =
    /^ENTRYPOINT (.+)$/m.exec(await readFile(new URL('Dockerfile', worker), 'utf8')) ?? [];
  const [node, ...args] = z.array(z.string()).parse(JSON.parse(entrypoint ?? '[]'));
  if (node !== 'node')
    throw new Error('Dockerfile: expected an ENTRYPOINT that starts node, got another one');
  return args.slice(0, -1);
}
