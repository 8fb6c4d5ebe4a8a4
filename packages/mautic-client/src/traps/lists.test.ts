import { expect, it } from 'vitest';
import { fieldValues } from '../entities/custom-fields.ts';
import { createWorld, idsOf } from '../testing/mautic-world.ts';

const addMany = (server: ReturnType<typeof createWorld>['server'], count: number): void => {
  for (let index = 1; index <= count; index += 1) server.addContact({ email: `c${index}@example.com` });
};

it('trap 1: lists are an object by id, an empty object, an empty array or an array, and give rows in any case', async () => {
  const { server, mautic } = createWorld();
  expect(await idsOf(mautic.contacts.list())).toEqual([]);
  expect(await idsOf(mautic.emails.list())).toEqual([]);
  expect(await idsOf(mautic.forms.list())).toEqual([]);
  addMany(server, 3);
  await mautic.emails.create({ name: 'A', subject: 'a' });
  await mautic.forms.create({ name: 'F' });
  expect(await idsOf(mautic.contacts.list())).toEqual([1, 2, 3]);
  expect(await idsOf(mautic.emails.list())).toEqual([1]);
  expect(await idsOf(mautic.forms.list())).toEqual([1]);
});

it('trap 2: totals are numbers, whether the wire has text or a number', async () => {
  const { server, mautic } = createWorld();
  addMany(server, 12);
  await mautic.segments.create({ name: 'S' });
  expect(await mautic.contacts.count()).toBe(12);
  expect(await mautic.segments.count()).toBe(1);
  const totals: number[] = [];
  for await (const { total } of mautic.contacts.list({ perPage: 5 }).pages()) totals.push(total);
  expect(totals).toEqual([12, 12, 12]);
});

it('trap 3: published rows are asked for under the name that is read', async () => {
  const { server, mautic } = createWorld();
  await mautic.segments.create({ name: 'on' });
  await mautic.segments.create({ name: 'off', isPublished: false });
  expect(await idsOf(mautic.segments.list({ published: true }))).toEqual([1]);
  expect(await idsOf(mautic.segments.list({ published: false }))).toEqual([2]);
  expect(server.requests.some(({ url }) => url.includes('publishedOnly'))).toBe(false);
});

it('trap 4: a condition loses neither the published filter nor the one on variants', async () => {
  const { mautic } = createWorld();
  await mautic.emails.create({ name: 'parent', subject: 's' });
  await mautic.emails.create({ name: 'variant', subject: 's', variantParent: 1 });
  await mautic.emails.create({ name: 'hidden', subject: 's', isPublished: false });
  const where = [{ col: 'subject', expr: 'eq', val: 's' } as const];
  expect(await idsOf(mautic.emails.list({ where, published: true }))).toEqual([1]);
  expect(await idsOf(mautic.emails.list({ where }))).toEqual([1, 3]);
});

it('trap 5: columns are named as each kind of record names them', async () => {
  const { mautic } = createWorld();
  await mautic.companies.upsert({ companyname: 'Acme' });
  await mautic.segments.create({ name: 'S' });
  await mautic.contacts.upsert({ email: 'a@example.com' });
  const since = new Date(0);
  expect(await idsOf(mautic.companies.listChanged({ since }))).toEqual([1]);
  expect(await idsOf(mautic.segments.listChanged({ since }))).toEqual([1]);
  expect(await idsOf(mautic.contacts.listChanged({ since }))).toEqual([1]);
});

it('trap 6: a page of 0 rows, which is the whole table, cannot be asked for', () => {
  const { mautic } = createWorld();
  expect(() => mautic.contacts.list({ perPage: 0 })).toThrow('perPage: expected a whole number from 1');
});

it('reads on behind the last id, so that what is deleted meanwhile hides no other row', async () => {
  const { server, mautic } = createWorld();
  addMany(server, 30);
  const seen: number[] = [];
  for await (const { items } of mautic.contacts.list({ perPage: 10 }).pages()) {
    seen.push(...items.map(({ id }) => id));
    for (const id of seen.slice(0, 5)) server.store.contacts.delete(id);
  }
  expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

it('goes on where an earlier list stopped', async () => {
  const { server, mautic } = createWorld();
  addMany(server, 7);
  const { value } = await mautic.contacts.list({ perPage: 3 }).pages().next();
  expect(await idsOf(mautic.contacts.list({ after: value?.next }))).toEqual([4, 5, 6, 7]);
});

it('finds values that Mautic would encode, and refuses what could never match', async () => {
  const { server, mautic } = createWorld();
  server.addContact({ email: 'o@example.com', lastname: "O'Brien" });
  const named = (val: string) => mautic.contacts.list({ where: [{ col: 'lastname', expr: 'eq', val }] });
  expect(await idsOf(named("O'Brien"))).toEqual([1]);
  expect(() => named("O'Brien, junior")).toThrow('a comma ends a value here');
  expect(() => mautic.contacts.list({ where: [{ col: 'lastname', expr: 'like', val: 'A&B' }] })).toThrow(
    'would never match',
  );
});

it('trap 24: an empty group of fields is an empty map', async () => {
  const { server, mautic } = createWorld();
  server.addContact({ email: 'a@example.com', twitter: 'ada' });
  const contact = await mautic.contacts.get(1);
  expect(contact.fields.personal).toEqual({});
  expect(fieldValues(contact)).toMatchObject({ email: 'a@example.com', twitter: 'ada', city: null });
});
