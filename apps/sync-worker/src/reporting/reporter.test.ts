import { finding, type Finding } from '@unified-sync/sync-engine';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDirectusHub } from '../hub/create-directus-hub.ts';
import { startFaultProxy, type FaultProxy } from '../hub/testing/fault-proxy.ts';
import { connection, ownerCompany, startWorld, type World } from '../worker/testing/start-world.ts';
import { createReporter, type Reporter } from './create-reporter.ts';

// A real Directus beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let world: World;
let reporter: Reporter;
beforeAll(async () => {
  world = await startWorld();
  reporter = reporterOn(world.worker.hub);
});
afterAll(async () => await world?.stop());

const reporterOn = (hub: World['worker']['hub']): Reporter =>
  createReporter({
    store: world.worker.store,
    hub,
    names: {},
    ownerOf: (name) => (name === connection ? ownerCompany : undefined),
    batch: 10,
  });

type Item = Readonly<Record<string, unknown>>;
const shown = async (collection: string, filter: Item = {}): Promise<readonly Item[]> => {
  const found = await world.admin.call('SEARCH', `/items/${collection}`, { query: { filter, limit: -1 } });
  return Array.isArray(found) ? found : [];
};

const conflict = (lost: string, more: Partial<Finding> = {}): Finding =>
  finding({
    kind: 'conflict',
    item: { collection: 'companies', id: '0f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d' },
    side: `${connection}.clients`,
    field: 'city',
    lost,
    message: `city: "${lost}" was not taken`,
    ...more,
  });

const statusInStore = async (key: string) => {
  const all = await world.worker.store.listFindings();
  const found = all.find((one) => one.finding.key === key);
  return found && { isOpen: found.isOpen, isDismissed: found.isDismissed };
};

/** What a person does in the app. */
const decide = async (lost: string, status: string): Promise<void> => {
  const [item] = await shown('sync_findings', { message: { _contains: `"${lost}"` } });
  await world.admin.call('PATCH', `/items/sync_findings/${String(item?.['id'])}`, { status });
};

describe('findings', () => {
  it('are shown in Directus, each once, with the company that they concern', async () => {
    await world.worker.store.report(Array.from({ length: 25 }, (_, index) => conflict(`Ort ${index}`)));
    await reporter.report();
    await reporter.report();
    const items = await shown('sync_findings');
    expect(items).toHaveLength(25);
    expect(items).toContainEqual(
      expect.objectContaining({
        status: 'open',
        kind: 'conflict',
        collection: 'companies',
        field: 'city',
        lost: 'Ort 3',
        connection,
        stream: 'clients',
        owner_company: ownerCompany,
        resolved_at: null,
      }),
    );
  });

  it('that a person resolves are closed, and their item is looked at again', async () => {
    await decide('Ort 1', 'resolved');
    expect(await reporter.report()).toBe(1);
    expect(await statusInStore(conflict('Ort 1').key)).toMatchObject({ isOpen: false });
    expect([...(await world.worker.store.nextDue(['hub'])).keys()]).toEqual(['hub']);
    expect(await reporter.report()).toBe(0);
  });

  it('that come back after that are open again, in Directus too', async () => {
    await world.worker.store.report([conflict('Ort 1')]);
    await reporter.report();
    const [item] = await shown('sync_findings', { message: { _contains: '"Ort 1"' } });
    expect(item).toMatchObject({ status: 'open' });
  });

  it('that a person dismisses stay dismissed, however often they are reported', async () => {
    await decide('Ort 2', 'dismissed');
    await reporter.report();
    await world.worker.store.report([conflict('Ort 2')]);
    await reporter.report();
    const [item] = await shown('sync_findings', { message: { _contains: '"Ort 2"' } });
    expect(item).toMatchObject({ status: 'dismissed' });
    // What it holds up stays held up: the engine still finds it open.
    expect(await statusInStore(conflict('Ort 2').key)).toEqual({ isOpen: true, isDismissed: true });
    const { findings } = await world.worker.store.status();
    expect(findings).toEqual([{ kind: 'conflict', open: 24 }]);
  });

  it('keep the note that a person wrote', async () => {
    const [item] = await shown('sync_findings', { message: { _contains: '"Ort 4"' } });
    await world.admin.call('PATCH', `/items/sync_findings/${String(item?.['id'])}`, { note: 'rufe an' });
    const [stored] = (await world.worker.store.listFindings()).filter(
      ({ finding: one }) => one.lost === 'Ort 4',
    );
    await world.worker.store.decideFindings([{ digest: stored?.digest ?? '', status: 'resolved' }]);
    await reporter.report();
    const [after] = await shown('sync_findings', { message: { _contains: '"Ort 4"' } });
    expect(after).toMatchObject({ status: 'resolved', note: 'rufe an', resolved_at: expect.any(String) });
  });

  it('that a person deleted while they are open are written again once they change', async () => {
    const [item] = await shown('sync_findings', { message: { _contains: '"Ort 5"' } });
    await world.admin.call('DELETE', `/items/sync_findings/${String(item?.['id'])}`);
    const [stored] = (await world.worker.store.listFindings()).filter(
      ({ finding: one }) => one.lost === 'Ort 5',
    );
    await world.worker.store.decideFindings([{ digest: stored?.digest ?? '', status: 'resolved' }]);
    await reporter.report();
    expect(await shown('sync_findings', { message: { _contains: '"Ort 5"' } })).toMatchObject([
      { status: 'resolved' },
    ]);
  });
});

describe('runs', () => {
  it('in which something happened are shown with what they did, those without are not', async () => {
    const { runs } = world.worker;
    await runs.record('scan', `${connection}.clients`, async () => ({ finished: true, records: 3 }));
    await runs.record('backfill', `${connection}.invoices`, async () => ({ finished: true, records: 7 }));
    await reporter.report();
    expect(await shown('sync_runs')).toMatchObject([
      {
        kind: 'backfill',
        connection,
        stream: 'invoices',
        status: 'completed',
        read_count: 7,
        unchanged_count: 7,
        finished_at: expect.any(String),
      },
    ]);
  });

  it('that fail alike, one after the other, are one', async () => {
    const { runs } = world.worker;
    for (let attempt = 0; attempt < 3; attempt += 1)
      await runs.record('scan', `${connection}.products`, async () => ({ finished: false, records: 0 }));
    await reporter.report();
    expect(await shown('sync_runs', { stream: { _eq: 'products' } })).toMatchObject([
      { status: 'failed', error: 'it could not be read to its end (3 times in a row)' },
    ]);
  });
});

describe('while Directus is away', () => {
  let proxy: FaultProxy;
  beforeAll(async () => {
    proxy = await startFaultProxy(world.directus.url);
  });
  afterAll(async () => await proxy?.stop());

  it('nothing is lost: what was found meanwhile is shown afterwards', async () => {
    const hub = createDirectusHub({
      url: proxy.url,
      token: world.directus.adminToken,
      collections: {},
    });
    const away = reporterOn(hub);
    proxy.outage(true);
    await world.worker.store.report([conflict('während der Panne')]);
    await expect(away.report()).rejects.toThrow(/./);
    proxy.outage(false);
    await away.report();
    expect(await shown('sync_findings', { message: { _contains: 'während der Panne' } })).toHaveLength(1);
  });
});
