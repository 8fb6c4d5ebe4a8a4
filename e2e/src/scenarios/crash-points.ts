import { createInHub, editInHub, editInNinja, payInHub, type Expectation } from '../people/act.ts';
import type { Gate, TrapMoment } from '../stage/gate.ts';
import type { Stage } from '../stage/start-stage.ts';
import type { WorkerProcess } from '../stage/worker.ts';
import type { Play, Scenario } from './scenario.ts';

interface CrashPoint {
  readonly name: string;
  /** At which gate the worker is watched. */
  readonly at: 'hub' | 'ninja';
  readonly method: string;
  readonly path: RegExp;
  readonly moment: TrapMoment;
  readonly after?: number;
  /** What the running daemon is given to do; left out: the worker dies during the backfill. */
  readonly act?: (stage: Stage) => Promise<Expectation> | Expectation;
}

/** The instants at which a worker is killed with kill -9, told by the request that it has under way. */
const points: readonly CrashPoint[] = [
  {
    name: 'backfill: asking for the second page',
    at: 'ninja',
    method: 'GET',
    path: /\/clients$/,
    moment: 'arrived',
    after: 1,
  },
  {
    name: 'backfill: before Directus sees the items',
    at: 'hub',
    method: 'POST',
    path: /\/items\/companies$/,
    moment: 'arrived',
    after: 1,
  },
  {
    name: 'backfill: Directus has the items, their answer is lost',
    at: 'hub',
    method: 'POST',
    path: /\/items\/companies$/,
    moment: 'done',
  },
  {
    name: 'backfill: in the middle of the invoices',
    at: 'hub',
    method: 'POST',
    path: /\/items\/client_invoices$/,
    moment: 'done',
    after: 1,
  },
  {
    name: 'inbound: looking at what a webhook named',
    at: 'ninja',
    method: 'GET',
    path: /\/clients/,
    moment: 'arrived',
    act: (stage) => editInNinja(stage, 1),
  },
  {
    name: 'inbound: before Directus sees the change',
    at: 'hub',
    method: 'PATCH',
    path: /\/items\/companies/,
    moment: 'arrived',
    act: (stage) => editInNinja(stage, 2),
  },
  {
    name: 'inbound: Directus has the change, its answer is lost',
    at: 'hub',
    method: 'PATCH',
    path: /\/items\/companies/,
    moment: 'done',
    act: (stage) => editInNinja(stage, 3),
  },
  {
    name: 'outbound: before Invoice Ninja sees the create',
    at: 'ninja',
    method: 'POST',
    path: /\/clients$/,
    moment: 'arrived',
    act: createInHub,
  },
  {
    name: 'outbound: Invoice Ninja has the client, its answer is lost',
    at: 'ninja',
    method: 'POST',
    path: /\/clients$/,
    moment: 'done',
    act: createInHub,
  },
  {
    name: 'outbound: Invoice Ninja has the edit, its answer is lost',
    at: 'ninja',
    method: 'PUT',
    path: /\/clients\//,
    moment: 'done',
    act: async (stage) => await editInHub(stage, 4),
  },
  {
    name: 'outbound: Invoice Ninja has booked the payment, its answer is lost',
    at: 'ninja',
    method: 'POST',
    path: /\/payments$/,
    moment: 'done',
    act: async (stage) => await payInHub(stage, 5),
  },
];

export const crashPoints: readonly Scenario[] = [
  ...points.map((point): Scenario => ({
    name: `kill -9, ${point.name}`,
    play: async (play) =>
      await (point.act === undefined ? dieInBackfill(play, point) : dieAtWork(play, point, point.act)),
  })),
  { name: 'kill -9, inbound: right behind the answer to a webhook', play: dieBehindWebhook },
];

const gateOf = ({ gates }: Stage, { at }: CrashPoint): Gate => (at === 'hub' ? gates.hub : gates.ninja);

async function dieInBackfill({ stage }: Play, point: CrashPoint): Promise<void> {
  const { method, path, moment, after = 0 } = point;
  let worker: WorkerProcess | undefined;
  const sprung = gateOf(stage, point).trap({
    method,
    path,
    moment,
    after,
    spring: async () => await worker?.kill(),
  });
  worker = stage.worker.launch('backfill', '--json');
  const ended = worker.ended.then((code) => (code === 'SIGKILL' ? undefined : `it ended with ${code}`));
  const survived = await Promise.race([sprung, ended]);
  if (typeof survived === 'string') throw new Error(`the worker was never there: ${survived}`);
}

async function dieAtWork(
  { stage, expect }: Play,
  point: CrashPoint,
  act: NonNullable<CrashPoint['act']>,
): Promise<void> {
  const { method, path, moment } = point;
  await backfilled(stage);
  const worker = await stage.worker.start();
  const sprung = gateOf(stage, point).trap({ method, path, moment, spring: async () => await worker.kill() });
  expect(await act(stage));
  await within(60_000, sprung, 'the worker was never there');
}

async function dieBehindWebhook({ stage, expect }: Play): Promise<void> {
  await backfilled(stage);
  const worker = await stage.worker.start();
  const killed = new Promise<void>((resolve) => stage.onWebhook(() => resolve(worker.kill())));
  expect(editInNinja(stage, 6));
  await within(60_000, killed, 'no webhook was acknowledged');
}

/** Both sides in agreement, as a user begins. */
export async function backfilled(stage: Stage): Promise<void> {
  const { code } = await stage.worker.ask('backfill');
  if (code !== 0) throw new Error(`backfill ended with ${code}`);
}

export async function within(milliseconds: number, done: Promise<unknown>, otherwise: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${otherwise} within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
