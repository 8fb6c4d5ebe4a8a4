import { SideUnavailable, type ListPage } from '@unified-sync/sync-engine';
import { expect, it } from 'vitest';
import { listAll, type Harness } from './harness.ts';

/** Looks and listings: what is there is seen, and trouble is never taken for absence. */
export function readingConformance(makeHarness: () => Harness): void {
  looking(makeHarness);
  listing(makeHarness);
  if (makeHarness().capabilities.resumable) resuming(makeHarness);
  listingIds(makeHarness);
}

function looking(makeHarness: () => Harness): void {
  it('looks at several records in the order asked for, and says absent only of what never was', async () => {
    const harness = makeHarness();
    const [first = '', second = ''] = harness.seed(2);
    const looks = await harness.side.look([second, harness.missing, first]);
    expect(looks.map((look) => (look.kind === 'present' ? look.record.id : look.kind))).toEqual([
      second,
      'absent',
      first,
    ]);
  });

  it.each([401, 403, 429, 500, 503] as const)(
    'says unknown, not absent, when the answer is %i',
    async (status) => {
      const harness = makeHarness();
      const [id = ''] = harness.seed(1);
      await harness.side.look([id]);
      harness.faults.status(status);
      expect(await harness.side.look([id, harness.missing])).toMatchObject([
        { kind: 'unknown' },
        { kind: 'unknown' },
      ]);
    },
  );

  it('says unknown when no connection can be made', async () => {
    const harness = makeHarness();
    const [id = ''] = harness.seed(1);
    harness.faults.refuseConnections();
    expect(await harness.side.look([id])).toMatchObject([{ kind: 'unknown' }]);
  });

  it('does not take a record of another account for absent, nor for one of ours', async () => {
    const harness = makeHarness();
    const [look] = await harness.side.look([harness.stranger()]);
    expect(look?.kind).toBe('unknown');
  });

  const { deletes } = makeHarness().capabilities;
  it(`sees a deleted record as ${deletes === 'soft' ? 'deleted' : 'absent'}, and a purged one as absent`, async () => {
    const harness = makeHarness();
    const [deleted = '', purged = ''] = harness.seed(2);
    harness.remove(deleted);
    harness.purge(purged);
    const looks = await harness.side.look([deleted, purged]);
    const soft = { kind: 'present', record: { live: false } };
    expect(looks).toMatchObject([deletes === 'soft' ? soft : { kind: 'absent' }, { kind: 'absent' }]);
  });
}

function listing(makeHarness: () => Harness): void {
  const { deletes } = makeHarness().capabilities;

  it(`lists every record over several pages${deletes === 'soft' ? ', deleted ones too' : ''}`, async () => {
    const harness = makeHarness();
    const ids = harness.seed(23);
    const [removed = '', ...kept] = ids;
    harness.remove(removed);
    const { ids: listed, pages, records } = await listAll(harness.side, null);
    expect(pages).toBeGreaterThan(1);
    expect([...listed].toSorted()).toEqual((deletes === 'soft' ? ids : kept).toSorted());
    expect(new Set(records.filter(({ live }) => live).map(({ id }) => id))).toEqual(new Set(kept));
  });

  it('loses no record while others are edited between the pages', async () => {
    const harness = makeHarness();
    const ids = harness.seed(40);
    const stop = harness.drift();
    const { ids: listed } = await listAll(harness.side, null);
    stop();
    expect([...listed].toSorted()).toEqual(ids.toSorted());
  });

  it('gives its cursor on the last page, and lists from there what changed since and nothing older', async () => {
    const harness = makeHarness();
    const [old = '', edited = '', removed = ''] = harness.seed(3);
    harness.clock.advance(600_000);
    harness.seed(1);
    const { cursor } = await listAll(harness.side, null);
    harness.clock.advance(600_000);
    harness.edit(edited);
    harness.remove(removed);
    const next = await listAll(harness.side, cursor);
    expect(next.ids).toContain(edited);
    expect(next.ids.has(removed)).toBe(deletes === 'soft');
    expect(next.ids).not.toContain(old);
    expect((await listAll(harness.side, cursor, 3_600_000)).ids).toContain(old);
  });

  it('loses no edit made while it listed: it is in this listing or in the next', async () => {
    const harness = makeHarness();
    const ids = harness.seed(30);
    const first = await harness.side.list({ cursor: null, lookBack: 0, page: null });
    harness.clock.advance(60_000);
    harness.edit(ids[0] ?? '');
    let [page, cursor] = [first.next, first.cursor];
    const shown = new Map<string, string>(first.records.map(({ id, version }) => [id, version]));
    while (page !== null) {
      harness.clock.advance(1_000);
      const next = await harness.side.list({ cursor: null, lookBack: 0, page });
      for (const { id, version } of next.records) shown.set(id, version);
      [page, cursor] = [next.next, next.cursor];
    }
    const [look] = await harness.side.look([ids[0] ?? '']);
    const now = look?.kind === 'present' ? look.record.version : 'gone';
    const later = await listAll(harness.side, cursor);
    expect(shown.get(ids[0] ?? '') === now || later.ids.has(ids[0] ?? '')).toBe(true);
  });

  it.each([403, 500] as const)(
    'throws SideUnavailable when a listing is answered with %i',
    async (status) => {
      const harness = makeHarness();
      harness.seed(2);
      harness.faults.status(status);
      await expect(listAll(harness.side, null)).rejects.toThrow(SideUnavailable);
      await expect(harness.side.listIds()).rejects.toThrow(SideUnavailable);
      await expect(harness.side.findByKey('any')).rejects.toThrow(SideUnavailable);
    },
  );
}

function resuming(makeHarness: () => Harness): void {
  it('goes on behind a page that another worker took', async () => {
    const harness = makeHarness();
    const ids = harness.seed(25);
    const first = await harness.side.list({ cursor: null, lookBack: 0, page: null });
    expect(first.next).not.toBeNull();
    const other = harness.again();
    const seen = new Set(first.records.map(({ id }) => id));
    for (let page = first.next; page !== null;) {
      const next: ListPage = await other.list({ cursor: null, lookBack: 0, page });
      for (const { id } of next.records) seen.add(id);
      page = next.next;
    }
    expect([...seen].toSorted()).toEqual(ids.toSorted());
  });
}

function listingIds(makeHarness: () => Harness): void {
  it('lists the ids of all live records as complete, also while they are edited', async () => {
    const harness = makeHarness();
    const ids = harness.seed(30);
    const stop = harness.drift();
    const { ids: listed, complete } = await harness.side.listIds();
    stop();
    expect(complete).toBe(true);
    expect(listed.toSorted()).toEqual(ids.toSorted());
  });

  it('leaves out of the ids what is purged, and what is deleted though it still can be read', async () => {
    const harness = makeHarness();
    const [kept = '', purged = '', deleted = ''] = harness.seed(3);
    harness.purge(purged);
    harness.remove(deleted);
    expect(await harness.side.listIds()).toEqual({ ids: [kept], complete: true });
  });
}
