import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { refuseTooManyCollections } from '../setup/collection-limit.ts';
import { adminRequest, type AdminRequest } from './admin-request.ts';
import { planWorkerUser } from './plan-worker-user.ts';
import { create, update } from './testing/requests.ts';
import { type StartedHub, startHub } from './testing/start-hub.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let hub: StartedHub;
let request: AdminRequest;
const token = `s${randomUUID()}`;
beforeAll(async () => {
  hub = await startHub();
  request = adminRequest(hub.directus.url, hub.directus.adminToken);
});
afterAll(async () => await hub.stop());

const plan = async () =>
  await planWorkerUser({ url: hub.directus.url, request, token, collections: ['companies'] });
const seats = async (): Promise<unknown> => {
  const licence = await request({ method: 'GET', path: `/license?search=${randomUUID()}` });
  return licence;
};
const policyFilter = { query: { filter: { policy: { name: { _eq: 'Unified Sync' } } } } };

it('init makes a policy for the role of the worker, takes no seat of the licence, and has nothing to do the second time', async () => {
  const before = await seats();
  const first = await plan();
  expect(first.lines).toEqual([
    'create role Unified Sync',
    'give role Unified Sync a policy of its own',
    expect.stringMatching(/^let role Unified Sync work on .*companies$/),
    'create user Unified Sync',
    "give user Unified Sync the worker's token",
  ]);
  const userId = await first.apply();
  expect(await plan()).toMatchObject({ lines: [], userId });
  expect(await seats()).toEqual(before);
});

it('its user reads, writes and knows what is absent', async () => {
  const worker = hub.another({ token });
  expect(await worker.problems()).toEqual([]);
  const { userId } = await plan();
  expect(await worker.currentUser()).toMatchObject({ isAdmin: false, id: userId, role: 'Unified Sync' });
  expect(await hub.hub.currentUser()).toMatchObject({ isAdmin: true, role: 'Administrator' });
  const [id, missing] = [randomUUID(), randomUUID()];
  const side = worker.side('companies');
  expect(await side.write([create(id, { name: 'zwölf' })])).toMatchObject([{ kind: 'written' }]);
  const [look, absent] = await side.look([id, missing]);
  if (look?.kind !== 'present') throw new Error('expected to see the item');
  expect(absent).toEqual({ kind: 'absent' });
  expect(await side.write([update(look.record, { terms: 2 })])).toMatchObject([{ kind: 'written' }]);
  expect(await side.listIds()).toMatchObject({ complete: true });
});

it('what is taken from its policy while it runs is found out at once, cache or not, and named', async () => {
  const worker = hub.another({ token });
  expect(await worker.problems()).toEqual([]);
  const taken = { query: { filter: { _and: [policyFilter.query.filter, { action: { _eq: 'update' } }] } } };
  await hub.admin.call('DELETE', '/permissions', taken);
  expect(await worker.problems()).toEqual(["the worker's role may not update items of companies"]);
  expect((await plan()).lines).toEqual(['let role Unified Sync work on companies']);
  await (await plan()).apply();
  expect(await hub.another({ token }).problems()).toEqual([]);
});

it('a permission for some items is refused by the licence, with a way out', async () => {
  const [policy] = idsOf(await hub.admin.call('GET', '/policies?filter[name][_eq]=Unified Sync'));
  const body = { policy, collection: 'companies', action: 'share', fields: ['name'], permissions: {} };
  await expect(request({ method: 'POST', path: '/permissions', body })).rejects.toThrow(
    /RESOURCE_RESTRICTED.*Its licence does not allow this: give Directus a licence key/,
  );
});

it('collections that the licence has no room for are refused before any is made', async () => {
  await expect(refuseTooManyCollections(request, 24)).resolves.toBeUndefined();
  await expect(refuseTooManyCollections(request, 25)).rejects.toThrow(
    'allows 25 collections and has 1: there is no room for the 25 that are missing',
  );
});

/** Ids of what Directus listed. */
const idsOf = (found: unknown): unknown[] =>
  Array.isArray(found) ? found.map((each: { readonly id: unknown }) => each.id) : [];
