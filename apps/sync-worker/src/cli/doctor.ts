import type { Connector } from '../connectors/connector.ts';
import { planSubscriptions } from '../schedule/restore-subscriptions.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';
import { clockSkew } from './clock-skew.ts';
import type { Command, CommandContext } from './command.ts';
import { askLive } from '../traffic/lane-scope.ts';
import { heldBackLines } from './held-back-lines.ts';
import { hearing } from './hearing.ts';
import { openWorker } from './open-worker.ts';

/** `warn`: it works, and not as well as it could. */
type Level = 'ok' | 'warn' | 'fail';

interface Check {
  readonly name: string;
  readonly level: Level;
  /** What was found; of a failure, what to do. */
  readonly text: string;
}

/** Milliseconds: signed hints of Directus are refused when they are five minutes off, and listings overlap by two. */
const mostSkew = 60_000;

/** `doctor`: asks everybody, live. */
export const doctor: Command = {
  summary: 'check everything live: store, Directus, credentials, clocks, webhooks, how far listings are read',
  details: 'Exit code 0 where nothing fails, 1 where something does. A warning fails nothing.',
  async run(context) {
    return await askLive(async () => await examine(context));
  },
};

async function examine({ config: given, log, answer }: CommandContext): Promise<number> {
  const { worker, config, close } = await openWorker(given, { log });
  try {
    const { store, hub, connectors } = worker;
    const checks: Check[] = [
      await check('store', async () => {
        await store.position();
        return 'answers';
      }),
      await check('Directus', async () => {
        await hub.ping();
        const { version } = await hub.serverInfo();
        const { email, role } = await hub.currentUser();
        return `version ${version ?? 'unknown'}, user ${email ?? '(no e-mail)'}, role ${role ?? '(not shown)'}`;
      }),
      await check('Directus: collections and permissions', async () => {
        const problems = await hub.problems();
        if (problems.length > 0) throw new Error(`${problems.join('; ')}. Run \`sync-worker init\``);
        return 'all as they should be';
      }),
      await checkClock('Directus', config.directusUrl),
      await checkHearing(worker, config),
    ];
    for (const connector of connectors.values()) {
      const baseUrl = config.connections[connector.connection]?.baseUrl;
      checks.push(...(await checkConnection(worker, connector)));
      if (baseUrl !== undefined) checks.push(await checkClock(connector.connection, baseUrl));
    }
    checks.push(await checkReading(worker, config.schedule.scanEvery), await checkTraffic(worker));
    answer(
      checks.map(({ name, level, text }) => `${level.padEnd(4)}  ${name}: ${text}`),
      { checks },
    );
    return checks.some(({ level }) => level === 'fail') ? 1 : 0;
  } finally {
    await close();
  }
}

async function check(name: string, ask: () => Promise<string | Omit<Check, 'name'>>): Promise<Check> {
  try {
    const found = await ask();
    return typeof found === 'string' ? { name, level: 'ok', text: found } : { name, ...found };
  } catch (error) {
    return { name, level: 'fail', text: error instanceof Error ? error.message : String(error) };
  }
}

/** Whom the running workers do not ask now; what this command asks, it asks all the same. */
const checkTraffic = async ({ traffic }: SyncWorker): Promise<Check> =>
  await check('breakers and budgets', async () => {
    const lines = heldBackLines(await traffic.status());
    return lines.length === 0 ? 'nobody is held back' : { level: 'warn', text: lines.join('; ') };
  });

async function checkConnection({ store }: SyncWorker, connector: Connector): Promise<Check[]> {
  const { connection, webhooks } = connector;
  return [
    await check(`${connection}: credentials and account`, async () => {
      const found = await connector.fingerprint();
      if ((await store.rememberAccount(connection, found)) !== found)
        throw new Error('they open another account than at first contact');
      return 'the account of the first contact';
    }),
    await check(`${connection}: webhooks`, async () => {
      if (webhooks === null)
        return { level: 'warn', text: 'publicUrl is not configured: changes are polled, never pushed' };
      const { missing, useless } = await planSubscriptions(connector);
      if (missing.length + useless.length > 0)
        throw new Error(
          `${missing.length} are missing, ${useless.length} do not work: run \`sync-worker init\``,
        );
      return `${webhooks.wanted().length} subscriptions work`;
    }),
  ];
}

const checkClock = async (name: string, url: string): Promise<Check> =>
  await check(`${name}: clock`, async () => {
    const skew = await clockSkew(url);
    if (skew === null) return { level: 'warn', text: 'it does not say the time' };
    const seconds = Math.round(skew / 1000);
    if (Math.abs(skew) > mostSkew)
      throw new Error(`${seconds} s ahead of this machine: set both by NTP, else changes are missed`);
    return `${seconds} s ahead of this machine`;
  });

/** How changes in Directus are heard of, and what keeps the strongest grade from working. */
const checkHearing = async (worker: SyncWorker, config: CommandContext['config']): Promise<Check> =>
  await check('Directus: hearing', async () => {
    const { grade, text, problem } = await hearing(worker, config);
    if (problem !== null) throw new Error(`${problem}. Until then: ${text}`);
    return grade === 3
      ? { level: 'warn', text: `${text}: set SYNC_HINT_SECRET here and in the extension` }
      : text;
  });

/** How far behind the listings are. */
const checkReading = async ({ store, streams, hubListings }: SyncWorker, scanEvery: number): Promise<Check> =>
  await check('listings', async () => {
    const last = new Map((await store.runs.last()).map((run) => [`${run.kind} ${run.listing}`, run]));
    const late: string[] = [];
    for (const listing of [...streams, ...hubListings]) {
      const { firstListingDone } = await store.loadCheckpoint(listing);
      const run = last.get(`scan ${listing}`) ?? last.get(`backfill ${listing}`);
      const age = run === undefined ? Infinity : (Date.now() - run.startedAt.getTime()) / 1000;
      if (run?.status === 'failed') late.push(`${listing} fails: ${run.error ?? 'unknown why'}`);
      else if (!firstListingDone) late.push(`${listing} has never been read to its end`);
      else if (age > Math.max(300, 3 * scanEvery)) late.push(`${listing} was read ${Math.round(age)} s ago`);
    }
    return late.length === 0
      ? 'read to their ends, lately'
      : { level: 'warn', text: `${late.join('; ')}. Is the worker running (\`sync-worker start\`)?` };
  });
