import {
  createInHub,
  createInNinja,
  editInHub,
  editInNinja,
  payInHub,
  payInNinja,
  spendInHub,
} from '../people/act.ts';
import { ownPort } from '../stage/own-port.ts';
import type { WorkerProcess } from '../stage/worker.ts';
import { backfilled } from './crash-points.ts';
import type { Play, Scenario } from './scenario.ts';

const pause = async (milliseconds: number): Promise<void> =>
  await new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Rounds that were played on a stage. */
const rounds = new WeakMap<Play['stage'], number>();

/** Nobody edits a client twice: what was entered first would be gone, and rightly so. These are left to the troubles. */
const firstOfTroubles = 8;

/** A few hands at work on both sides, for so many rounds. */
async function everybodyWorks({ stage, expect }: Play, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const round = rounds.get(stage) ?? 0;
    if (round >= firstOfTroubles) throw new Error('there is no client left that nobody has edited');
    rounds.set(stage, round + 1);
    expect(editInNinja(stage, round));
    expect(createInNinja(stage));
    payInNinja(stage, round);
    expect(await editInHub(stage, round));
    expect(await createInHub(stage));
    expect(await spendInHub(stage));
    expect(await payInHub(stage, 3 * round));
    await pause(300);
  }
}

/** Something goes wrong while a worker runs and everybody works. */
const whileWorking = (
  name: string,
  trouble: (play: Play, worker: WorkerProcess) => Promise<void>,
  options: Pick<Scenario, 'alone'> = {},
): Scenario => ({
  name,
  ...options,
  async play(play) {
    await backfilled(play.stage);
    const worker = await play.stage.worker.start();
    try {
      await everybodyWorks(play, 2);
      await trouble(play, worker);
      await everybodyWorks(play, 1);
      await pause(2_000);
    } finally {
      await worker.stop();
    }
  },
});

export const outages: readonly Scenario[] = [
  whileWorking('two workers at once', async (play) => {
    const second = await play.stage.worker.start({ port: await ownPort() });
    await everybodyWorks(play, 3);
    await second.stop();
  }),
  whileWorking('Directus is killed and comes back', async ({ stage, expect }) => {
    await stage.directus.kill();
    expect(editInNinja(stage, firstOfTroubles));
    expect(createInNinja(stage));
    await pause(3_000);
    await stage.directus.start();
  }),
  whileWorking(
    'PostgreSQL is restarted',
    async ({ stage, expect }) => {
      expect(editInNinja(stage, firstOfTroubles));
      await stage.servers.postgres.restart();
      expect(createInNinja(stage));
      await pause(2_000);
    },
    { alone: true },
  ),
  whileWorking(
    'Redis is flushed',
    async (play) => {
      const { stage, expect } = play;
      for (let round = 0; round < 5; round += 1) {
        expect(editInNinja(stage, firstOfTroubles + round));
        await stage.servers.redis.flush();
      }
      await everybodyWorks(play, 1);
      await stage.servers.redis.flush();
    },
    { alone: true },
  ),
  whileWorking(
    'Redis is restarted',
    async (play) => {
      await play.stage.servers.redis.restart();
      await everybodyWorks(play, 1);
      await play.stage.servers.redis.restart();
    },
    { alone: true },
  ),
  whileWorking('Invoice Ninja is down, then throttled, then slow', async ({ stage, expect }) => {
    stage.gates.ninja.weather({ kind: 'down' });
    expect(await editInHub(stage, firstOfTroubles));
    expect(await createInHub(stage));
    await pause(4_000);
    stage.gates.ninja.weather({ kind: 'throttled' });
    expect(await spendInHub(stage));
    await pause(3_000);
    stage.gates.ninja.weather({ kind: 'slow', milliseconds: 400 });
    expect(await editInHub(stage, firstOfTroubles + 1));
    await pause(4_000);
    stage.gates.ninja.weather({ kind: 'fair' });
  }),
  ...[10, -10].map((minutes) =>
    whileWorking(`the clock of Invoice Ninja is ${minutes} minutes off`, async (play) => {
      play.stage.ninja.clock.skew = minutes * 60_000;
      await everybodyWorks(play, 3);
    }),
  ),
  whileWorking(
    '5,000 webhooks, duplicated, shuffled and partly dropped',
    async (play) => await stormOfWebhooks(play, 5_000),
  ),
];

/** What the provider sends of a busy day, most of it many times, in any order, and some of it never. */
async function stormOfWebhooks({ stage, expect }: Play, count: number): Promise<void> {
  stage.ninja.webhooks.chaos = { drop: 0.3, duplicate: 0.3, reorder: true };
  for (let index = firstOfTroubles; index < 2 * firstOfTroubles; index += 1) {
    expect(editInNinja(stage, index));
    payInNinja(stage, index);
  }
  await stage.ninja.webhooks.settled();
  let sent = 0;
  const sender = async (): Promise<void> => {
    while (sent < count) {
      const status = await stage.replayWebhook((sent += 1) * 7919);
      // 429 is how Invoice Ninja is told to come back; anything else would lose an event or a subscription.
      if (status >= 300 && status !== 429) throw new Error(`a webhook was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  stage.ninja.webhooks.chaos = {};
}
