import type { Command } from './command.ts';
import { openWorker } from './open-worker.ts';

interface Check {
  readonly name: string;
  readonly problem: string | null;
}

/** `doctor`: asks everybody, live. */
export const doctor: Command = {
  summary: 'check every connection live: store, Directus and its collections, credentials, webhooks',
  async run({ config, log, answer }) {
    const { worker, close } = await openWorker(config, { log });
    try {
      const { store, hub, connectors } = worker;
      const checks: Check[] = [
        await check('store', async () => void (await store.position())),
        await check('Directus', async () => await hub.ping()),
        await check('Directus collections and permissions', async () => {
          const problems = await hub.problems();
          if (problems.length > 0) throw new Error(problems.join('; '));
        }),
      ];
      for (const connector of connectors.values()) {
        const name = connector.connection;
        checks.push(await check(`${name}: credentials`, async () => void (await connector.fingerprint())));
        checks.push(
          await check(`${name}: webhooks`, async () => {
            if (connector.webhooks === null)
              throw new Error('publicUrl is not configured: changes are polled');
            const working = new Set(
              (await connector.webhooks.list()).filter((one) => one.working).map(({ url }) => url),
            );
            const missing = connector.webhooks.wanted().filter(({ url }) => !working.has(url));
            if (missing.length > 0)
              throw new Error(`${missing.length} are missing: run \`sync-worker init\``);
          }),
        );
      }
      answer(
        checks.map(({ name, problem }) => (problem === null ? `ok    ${name}` : `FAIL  ${name}: ${problem}`)),
        { checks },
      );
      return checks.some(({ problem }) => problem !== null) ? 1 : 0;
    } finally {
      await close();
    }
  },
};

async function check(name: string, ask: () => Promise<void>): Promise<Check> {
  try {
    await ask();
    return { name, problem: null };
  } catch (error) {
    return { name, problem: error instanceof Error ? error.message : String(error) };
  }
}
