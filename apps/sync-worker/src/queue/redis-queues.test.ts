import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { testConfig } from './testing/config.ts';
import { loseJobsInRedis } from './testing/lose-jobs.ts';
import { loseQueuesContract } from './testing/lose-queues-contract.ts';
import { queueContract } from './testing/queue-contract.ts';
import type { QueueHarness } from './testing/queue-harness.ts';

const { redisUrl = '', isCi } = testConfig;
const isMissing = redisUrl === '';
const reason = 'REDIS_URL is not set: the queues are not tested on Redis';
if (isMissing) console.warn(reason);

it('has a Redis where it must', () => {
  expect(isMissing && isCi ? reason : 'fine').toBe('fine');
});

const prefixes: string[] = [];
const harness: QueueHarness = {
  async freshConnection() {
    const prefix = `unified-sync-test-${randomBytes(6).toString('hex')}`;
    prefixes.push(prefix);
    return { kind: 'redis', url: redisUrl, prefix };
  },
  async loseEverything(connection) {
    if (connection.kind === 'redis' && connection.prefix !== undefined)
      await loseJobsInRedis(redisUrl, connection.prefix);
  },
};

describe.skipIf(isMissing)('with a Redis', () => {
  afterAll(async () => {
    await Promise.all(prefixes.map(async (prefix) => await loseJobsInRedis(redisUrl, prefix)));
  });
  queueContract('Redis', harness);
  loseQueuesContract('Redis', harness);
});
