import { describe, expect, it, vi } from 'vitest';
import { testRedisUrl } from './config.ts';
import type { DirectusCache } from './directus-environment.ts';
import { startTestDirectus } from './testing/index.ts';

vi.setConfig({ testTimeout: 180_000 });

/** What Directus says of its cache for the second of two equal questions. */
async function secondAnswer(cache: DirectusCache): Promise<string | null> {
  const directus = await startTestDirectus({ cache, env: { CACHE_STATUS_HEADER: 'x-cache' } });
  try {
    const headers = { authorization: `Bearer ${directus.adminToken}` };
    const ask = async (): Promise<Response> => await fetch(`${directus.url}/folders`, { headers });
    expect((await ask()).headers.get('x-cache')).not.toBe('HIT');
    // What it has answered goes into the cache a moment later.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (await ask()).headers.get('x-cache');
  } finally {
    await directus.stop();
  }
}

it('answers from its memory when told to', async () => {
  expect(await secondAnswer('memory')).toBe('HIT');
});

it('asks its database each time with the cache off', async () => {
  expect(await secondAnswer('off')).toBeNull();
});

// CI sets REDIS_URL, and counts a skipped test as a failure.
describe.runIf(testRedisUrl)('with Redis', () => {
  it('answers from there, apart from other servers on the same Redis', async () => {
    const redisUrl = testRedisUrl ?? '';
    expect(await Promise.all([secondAnswer({ redisUrl }), secondAnswer({ redisUrl })])).toEqual([
      'HIT',
      'HIT',
    ]);
  });
});
