import { expect, it } from 'vitest';
import { createWorld, idsOf } from '../testing/mautic-world.ts';

const kinds = [
  ['segments', { name: 'A' }, { name: 'B' }],
  ['campaigns', { name: 'A' }, { name: 'B' }],
  ['forms', { name: 'A' }, { name: 'B' }],
  ['emails', { name: 'A', subject: 's' }, { name: 'B' }],
  ['stages', { name: 'A' }, { name: 'B' }],
  ['tags', { tag: 'A' }, { tag: 'B' }],
  ['notes', { lead: 1, text: 'A' }, { text: 'B' }],
  ['assets', { title: 'A', storageLocation: 'remote', file: 'https://files.test/a' }, { title: 'B' }],
  ['points', { name: 'A', type: 'form.submit', delta: 1 }, { name: 'B' }],
  ['contactFields', { label: 'A', alias: 'a', type: 'text' }, { label: 'B' }],
  ['companyFields', { label: 'A', alias: 'a', type: 'text' }, { label: 'B' }],
] as const;

it.each(kinds)('creates, reads, patches and deletes %s', async (kind, input, changes) => {
  const { mautic } = createWorld();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one test for all kinds: each row of the table fits its own kind
  const resource = mautic[kind] as unknown as typeof mautic.tags;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same
  const { id } = await resource.create(input as unknown as { tag: string });
  expect(await resource.get(id)).toMatchObject(input);
  expect(await resource.patch(id, changes)).toMatchObject({ ...input, ...changes, id });
  expect(await idsOf(resource.list())).toEqual([id]);
  await resource.delete(id);
  await expect(resource.get(id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await idsOf(resource.list())).toEqual([]);
});

it('replaces a record as a whole, and creates none in its place', async () => {
  const { mautic, server } = createWorld();
  const { id } = await mautic.segments.create({ name: 'A', description: 'old' });
  const replaced = await mautic.segments.replace(id, { name: 'B', alias: 'b' });
  expect(replaced).toMatchObject({ id, name: 'B' });
  expect(replaced.description).toBeUndefined();
  await expect(mautic.segments.replace(9, { name: 'C' })).rejects.toMatchObject({ code: 'not_found' });
  expect(server.store.plain.segments.all()).toHaveLength(1);
});

it('says whether a company was created or updated, and makes a second one on purpose', async () => {
  const { mautic } = createWorld();
  const outcomes = [
    await mautic.companies.upsert({ companyname: 'Acme' }),
    await mautic.companies.upsert({ companyname: 'Acme', companyemail: 'a@acme.test' }),
  ].map(({ outcome, company }) => [outcome, company.id]);
  expect(outcomes).toEqual([
    ['created', 1],
    ['updated', 1],
  ]);
  expect(await mautic.companies.create({ companyname: 'Acme' })).toMatchObject({ id: 2 });
});

it('adds and takes away points as changes', async () => {
  const { mautic, server } = createWorld();
  server.addContact({ email: 'a@example.com', points: 5 });
  await mautic.contacts.addPoints(1, 10);
  await mautic.contacts.addPoints(1, -3);
  expect((await mautic.contacts.get(1)).points).toBe(12);
  await expect(mautic.contacts.addPoints(1, 0)).rejects.toThrow('other than 0');
});

it('puts contacts into segments, campaigns and companies', async () => {
  const { mautic, server } = createWorld();
  server.addContact({ email: 'a@example.com' });
  await mautic.segments.create({ name: 'S' });
  await mautic.campaigns.create({ name: 'C' });
  await mautic.companies.upsert({ companyname: 'Acme' });
  await mautic.segments.addContact(1, 1);
  await mautic.campaigns.removeContact(1, 1);
  await mautic.companies.addContact(1, 1);
  expect(server.requests.slice(-3).map(({ url }) => url)).toEqual([
    '/api/segments/1/contact/1/add',
    '/api/campaigns/1/contact/1/remove',
    '/api/companies/1/contact/1/add',
  ]);
});

it('lists the submissions of a form', async () => {
  const { mautic, server } = createWorld();
  await mautic.forms.create({ name: 'F' });
  server.store.submissions.insert({ formId: 1, results: { email: 'a@example.com' }, lead: { id: 1 } });
  server.store.submissions.insert({ formId: 2, results: [] });
  expect(await Array.fromAsync(mautic.forms.submissions(1).list())).toMatchObject([
    { id: 1, form: { id: 1 }, results: { email: 'a@example.com' } },
  ]);
  expect(await mautic.forms.submissions(1).count()).toBe(1);
});

it('lists the events of the installation', async () => {
  const { mautic } = createWorld();
  expect(Object.keys(await mautic.hooks.triggers())).toContain('mautic.lead_post_save_new');
});

it('lets an answer of another shape pass in validate: warn', async () => {
  const { connect } = createWorld();
  const warnings: unknown[] = [];
  const mautic = connect({
    validate: 'warn',
    onShapeWarning: (warning) => warnings.push(warning),
    fetch: async () => Response.json({ total: '1', contacts: { 4: { id: 4, fields: [] } } }),
  });
  expect(await idsOf(mautic.contacts.list())).toEqual([4]);
  expect(warnings).toHaveLength(1);
});
