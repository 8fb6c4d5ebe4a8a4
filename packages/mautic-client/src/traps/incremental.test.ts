import { expect, it } from 'vitest';
import { instantOf } from '../listing/moment.ts';
import { createWorld, idsOf } from '../testing/mautic-world.ts';

/** Reads all that changed, and the cursor of it. */
async function changes(
  list: ReturnType<ReturnType<typeof createWorld>['mautic']['contacts']['listChanged']>,
) {
  const ids: number[] = [];
  let cursor: string | undefined;
  for await (const page of list.pages()) {
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  }
  return { ids, cursor };
}

it('trap 19: what is new and was never modified is a change', async () => {
  const { mautic, clock } = createWorld();
  await mautic.contacts.upsert({ email: 'old@example.com' });
  clock.advance(3_600_000);
  const { cursor } = await changes(mautic.contacts.listChanged());
  clock.advance(3_600_000);
  await mautic.contacts.upsert({ email: 'new@example.com' });
  expect((await changes(mautic.contacts.listChanged({ since: cursor }))).ids).toEqual([2]);
  clock.advance(3_600_000);
  await mautic.contacts.patch(1, { city: 'Bern' });
  const since = new Date(clock.now() - 1000);
  expect((await changes(mautic.contacts.listChanged({ since }))).ids).toEqual([1]);
});

it('trap 19: opt-outs are listed by themselves, since they move no date of the contact', async () => {
  const { mautic, clock } = createWorld();
  await mautic.contacts.upsert({ email: 'a@example.com' });
  clock.advance(3_600_000);
  const since = new Date(clock.now());
  await mautic.contacts.addDoNotContact(1, 'email');
  expect(await idsOf(mautic.contacts.listChanged({ since }))).toEqual([]);
  expect(await Array.fromAsync(mautic.contacts.listOptOuts({ since }))).toMatchObject([
    { lead_id: '1', channel: 'email', reason: '3' },
  ]);
});

it('loses no row of the second in which a run began, nor of the overlap before it', async () => {
  const { mautic, clock } = createWorld();
  const { cursor } = await changes(mautic.contacts.listChanged());
  await mautic.contacts.upsert({ email: 'a@example.com' });
  clock.advance(59_000);
  expect((await changes(mautic.contacts.listChanged({ since: cursor, overlapSeconds: 0 }))).ids).toEqual([1]);
  const later = new Date(clock.now());
  expect((await changes(mautic.contacts.listChanged({ since: later }))).ids).toEqual([1]);
  expect((await changes(mautic.contacts.listChanged({ since: later, overlapSeconds: 10 }))).ids).toEqual([]);
});

it('finds in the next run what changed behind the back of this one', async () => {
  const { mautic, server, clock } = createWorld();
  for (let index = 1; index <= 20; index += 1) server.addContact({ email: `c${index}@example.com` });
  let cursor: string | undefined;
  for await (const page of mautic.contacts.listChanged({ perPage: 5 }).pages()) {
    clock.advance(600_000);
    await mautic.contacts.patch(1, { city: String(clock.now()) });
    cursor = page.cursor;
    expect(cursor === undefined).toBe(page.next !== undefined);
  }
  expect((await changes(mautic.contacts.listChanged({ since: cursor }))).ids).toContain(1);
});

it('gives no cursor later than the server was when a slow answer was asked for', async () => {
  const { connect, fetch, clock } = createWorld();
  const began = clock.now();
  const slow = connect({
    async fetch(input, init) {
      clock.advance(25_000);
      return await fetch(input, init);
    },
  });
  const { cursor } = await changes(slow.contacts.listChanged());
  expect(Date.parse(cursor ?? '')).toBeLessThanOrEqual(began);
});

it('keeps the cursor where the server tells no time and nothing changed', async () => {
  const { connect, fetch } = createWorld();
  const blind = connect({
    async fetch(input, init) {
      const response = await fetch(input, init);
      response.headers.delete('date');
      return response;
    },
  });
  const since = '2026-01-01T00:00:00.000Z';
  expect((await changes(blind.contacts.listChanged({ since }))).cursor).toBe(since);
});

it('trap 23: times carry the offset of the server, and those of custom fields none', async () => {
  const { mautic, server } = createWorld({ offsetMinutes: 330 });
  server.addContact({ email: 'a@example.com' });
  const { dateAdded } = await mautic.contacts.get(1);
  expect(dateAdded).toBe('2026-01-01T05:30:00+05:30');
  expect(instantOf(dateAdded)?.toISOString()).toBe('2026-01-01T00:00:00.000Z');
  expect(instantOf('2026-01-31 08:15:00')?.toISOString()).toBe('2026-01-31T08:15:00.000Z');
  expect([instantOf(null), instantOf(''), instantOf('2026-01-31')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('refuses a moment without an offset', () => {
  const { mautic } = createWorld();
  expect(() => mautic.contacts.listChanged({ since: '2026-01-01 00:00:00' })).toThrow('with an offset');
});
