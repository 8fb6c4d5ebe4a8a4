import { expect, it } from 'vitest';
import { clockSkew } from './clock-skew.ts';

const at = Date.parse('2026-11-22T10:00:00Z');
const answering = (headers: Record<string, string>) => async () => new Response(null, { headers });

it('tells how far a server is ahead', async () => {
  const fetch = answering({ date: 'Sun, 22 Nov 2026 10:05:00 GMT' });
  expect(await clockSkew('https://directus.example.com', { fetch, now: () => at })).toBe(300_500);
});

it('tells nothing of a server that does not say the time', async () => {
  expect(await clockSkew('https://directus.example.com', { fetch: answering({}), now: () => at })).toBeNull();
});
