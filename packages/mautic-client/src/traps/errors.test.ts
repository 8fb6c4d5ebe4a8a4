import { expect, it } from 'vitest';
import { createWorld } from '../testing/mautic-world.ts';

it('trap 22: a 429 that calls itself HTML is a rate limit, which ends when the hour does', async () => {
  const { connect, clock } = createWorld({ rateLimit: 2 });
  const mautic = connect({ deadline: 1000 });
  await mautic.contacts.count();
  await mautic.contacts.count();
  clock.advance(600_000);
  await expect(mautic.contacts.count()).rejects.toMatchObject({ code: 'rate_limit', retryAfter: 3_000_000 });
});

it('trap 22: it waits for the end of the hour where its deadline lets it', async () => {
  const { connect, clock } = createWorld({ rateLimit: 1 });
  const mautic = connect({ deadline: 7_200_000 });
  await mautic.contacts.count();
  expect(await mautic.contacts.count()).toBe(0);
  expect(clock.sleeps).toEqual([3_600_000]);
});

it('says what to turn on where the API or Basic is off', async () => {
  const off = createWorld({ apiEnabled: false });
  await expect(off.mautic.contacts.count()).rejects.toThrow('enable the API');
  const noBasic = createWorld({ basicAuthEnabled: false });
  const failure = noBasic.mautic.contacts.count();
  await expect(failure).rejects.toThrow('enable Basic auth');
  await expect(failure).rejects.toMatchObject({ code: 'permission' });
});

it('names the field that was refused', async () => {
  const { mautic } = createWorld();
  await expect(mautic.contacts.upsert({ email: 'nonsense' })).rejects.toMatchObject({
    code: 'validation',
    fields: { email: ['The email is invalid.'] },
  });
});

it('takes a missing record for missing, and an unknown route for no word about a record', async () => {
  const { mautic } = createWorld();
  await expect(mautic.segments.get(9)).rejects.toMatchObject({ code: 'not_found' });
  await expect(mautic.http.raw('GET', '/no-such-route')).rejects.toMatchObject({ code: 'http_status' });
});

it('takes the errors that statistics answer with 200 for errors', async () => {
  const { mautic } = createWorld();
  await expect(Array.fromAsync(mautic.stats.list('no_such_table'))).rejects.toMatchObject({
    code: 'validation',
    status: 200,
  });
});

it.each([
  ['password', { username: 'a', password: '' }],
  ['username', { username: 'a:b', password: 'c' }],
])('refuses a %s that cannot be right', (name, given) => {
  const { connect } = createWorld();
  expect(() => connect({ auth: { kind: 'basic', ...given } })).toThrow(name);
});

it('refuses what is no id before anything is sent', async () => {
  const { mautic, server } = createWorld();
  await expect(mautic.contacts.get(Number('abc'))).rejects.toThrow('expected an id');
  await expect(mautic.contacts.delete(0)).rejects.toThrow('expected an id');
  expect(server.requests).toEqual([]);
});
