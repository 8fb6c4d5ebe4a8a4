import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoState } from './demo-state.ts';
import type { Services } from './services.ts';

/** The real `sync-worker` command, in processes of its own. */
export interface WorkerCli {
  /** Runs a command to its end with its progress shown. @throws {Error} where it does not end with 0. */
  run(...args: string[]): Promise<void>;
  /** What a command answers with `--json`. @throws {Error} where it does not end with 0. */
  ask(...args: string[]): Promise<unknown>;
  /** Starts the daemon and waits until it is ready. Its log goes into a file. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const ownerCompany = '6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d';
export const connection = 'ninja-acme';

const main = fileURLToPath(new URL('../../sync-worker/src/main.ts', import.meta.url));

/** Writes `sync.config.ts` into the folder and gives the command that reads it. */
export async function createWorkerCli(
  folder: string,
  services: Services,
  state: DemoState,
): Promise<WorkerCli> {
  const config = join(folder, 'sync.config.ts');
  await writeFile(config, configText(services));
  const env = {
    DATABASE_URL: services.workerDatabaseUrl,
    DIRECTUS_TOKEN: state.workerToken,
    DIRECTUS_ADMIN_TOKEN: state.adminToken,
    SYNC_HINT_SECRET: state.hintSecret,
    SYNC_SECRET_KEY: state.secretKey,
    NINJA_ACME_TOKEN: state.ninjaToken,
    NINJA_ACME_WEBHOOK_SECRET: state.webhookSecret,
  };
  const log = openSync(join(folder, 'worker.log'), 'a');
  const launch = (
    args: readonly string[],
    stdio: readonly ['ignore', 'inherit' | 'pipe' | number, 'inherit' | number],
  ) =>
    spawn(process.execPath, ['--conditions=@unified-sync/source', main, ...args, '--config', config], {
      env,
      stdio: [...stdio],
    });
  let daemon: ChildProcess | undefined;
  return {
    async run(...args) {
      await ended(launch(args, ['ignore', 'inherit', 'inherit']), args);
    },
    async ask(...args) {
      const child = launch([...args, '--json'], ['ignore', 'pipe', log]);
      let text = '';
      child.stdout?.on('data', (chunk) => (text += String(chunk)));
      await ended(child, args);
      return JSON.parse(text);
    },
    async start() {
      daemon = launch(['start'], ['ignore', log, log]);
      await ready(services.workerPort, daemon);
    },
    async stop() {
      if (daemon === undefined || daemon.exitCode !== null) return;
      const gone = new Promise((resolve) => daemon?.once('exit', resolve));
      daemon.kill('SIGTERM');
      await gone;
    },
  };
}

const configText = ({
  directus,
  ninjaUrl,
  workerPort,
}: Services): string => `import { defineConfig } from '@unified-sync/sync-worker';

export default defineConfig({
  directusUrl: '${directus.url}',
  publicUrl: 'http://127.0.0.1:${workerPort}',
  port: ${workerPort},
  ownerCompanies: [{ id: '${ownerCompany}', code: 'acme', name: 'Acme AG', defaultCurrency: 'CHF' }],
  connections: {
    '${connection}': { provider: 'invoice-ninja', baseUrl: '${ninjaUrl}', ownerCompany: '${ownerCompany}' },
  },
});
`;

async function ended(child: ChildProcess, args: readonly string[]): Promise<void> {
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`sync-worker ${args.join(' ')} ended with ${String(code)}`);
}

async function ready(port: number, daemon: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (daemon.exitCode !== null) throw new Error(`the worker ended with ${daemon.exitCode}: see worker.log`);
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the worker does not become ready: see worker.log');
}
