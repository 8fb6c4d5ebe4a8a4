import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Fields, SideRecord } from '@unified-sync/sync-engine';
import { companies } from '../testing/companies.ts';
import { create, remove, restore, update } from '../testing/requests.ts';
import { type StartedHub, startHub } from '../testing/start-hub.ts';

// A real server beside a busy test run: slow is not wrong.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let hub: StartedHub;
beforeAll(async () => {
  // Smaller than a batch: Directus refuses the whole array.
  hub = await startHub({ writeBatch: 200 }, { env: { MAX_BATCH_MUTATION: '150' } });
});
afterAll(async () => await hub.stop());

const id = (): string => crypto.randomUUID();
const ids = (count: number): string[] => Array.from({ length: count }, id);

async function made(fields: Fields = { name: 'made' }): Promise<SideRecord> {
  const created = id();
  const [result] = await hub.side.write([create(created, fields)]);
  if (result?.kind !== 'written') throw new Error(JSON.stringify(result));
  return result.record;
}

describe('a batch with one item that Directus minds', () => {
  it.each([
    [
      'a text where a number belongs, which Directus answers with 500',
      { terms: 'soon' },
      'invalid input syntax',
    ],
    ['a text that is too long', { name: 'x'.repeat(101) }, 'VALUE_TOO_LONG'],
    ['a number that is too large', { balance: '99999999999999999.0000' }, 'VALUE_OUT_OF_RANGE'],
    ['a taken value of a unique field', { email: 'taken@example.com' }, 'RECORD_NOT_UNIQUE'],
    ['a day that does not exist', { founded: '2026-02-30' }, 'INVALID_PAYLOAD'],
  ])('refuses %s, and writes the others', async (_, fields, reason) => {
    await hub.side.write([create(id(), { email: 'taken@example.com' })]);
    const all = ids(20);
    const results = await hub.side.write(
      all.map((each, at) => create(each, at === 13 ? fields : { name: `n${at}` })),
    );
    expect(results[13]).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) });
    expect(results.map(({ kind }) => kind)).toEqual(all.map((__, at) => (at === 13 ? 'refused' : 'written')));
    const looks = await hub.side.look(all);
    expect(looks.map(({ kind }) => kind)).toEqual(all.map((__, at) => (at === 13 ? 'absent' : 'present')));
  });

  it('does so for updates, too, and says nothing of SQL', async () => {
    const records = await Promise.all([made(), made(), made()]);
    const results = await hub.side.write(
      records.map((record, at) => update(record, at === 1 ? { terms: 'soon' } : { terms: at + 10 })),
    );
    expect(results).toMatchObject([
      { kind: 'written', record: { parts: { '': { fields: { terms: 10 } } } } },
      { kind: 'refused', reason: expect.not.stringContaining('update "companies"') },
      { kind: 'written', record: { parts: { '': { fields: { terms: 12 } } } } },
    ]);
  });
});

it('splits what Directus takes no more of at once, and answers in the order of the requests', async () => {
  const all = ids(200);
  const results = await hub.side.write(all.map((each, at) => create(each, { name: `n${at}` })));
  expect(results.map((result) => result.kind === 'written' && result.record.id)).toEqual(all);
  expect(results.at(-1)).toMatchObject({ record: { parts: { '': { fields: { name: 'n199' } } } } });
});

it('sends large items in several requests, and refuses the one that no request can hold', async () => {
  const [large, huge] = ['x'.repeat(300_000), 'x'.repeat(1_100_000)];
  const results = await hub.side.write([large, large, huge, large].map((note) => create(id(), { note })));
  expect(results.map(({ kind }) => kind)).toEqual(['written', 'written', 'refused', 'written']);
  expect(results[2]).toMatchObject({ reason: expect.stringContaining('request entity too large') });
});

describe('an id that', () => {
  it('is taken already makes a create stale, and no other of its batch', async () => {
    const record = await made({ name: 'first' });
    const results = await hub.side.write([
      create(id(), { name: 'a' }),
      create(record.id, { name: 'second' }),
      create(id(), { name: 'b' }),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual(['written', 'stale', 'written']);
    expect(await hub.look(record.id)).toEqual(record);
  });

  it('is gone makes an update stale: Directus skips it and reports success', async () => {
    const [gone, there] = [await made(), await made()];
    await hub.admin.call('DELETE', `/items/companies/${gone.id}`);
    const results = await hub.side.write([
      update(gone, { terms: 1 }),
      update(there, { terms: 2 }),
      remove(gone),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual(['stale', 'written', 'stale']);
    expect(await hub.side.look([gone.id])).toEqual([{ kind: 'absent' }]);
  });
});

/** What was sent to Directus meanwhile, but for reads. */
async function sentBy(write: () => Promise<void>): Promise<readonly string[]> {
  const before = hub.proxy.requests.length;
  await write();
  return hub.proxy.requests.slice(before).filter((request) => !request.startsWith('SEARCH'));
}

describe('nothing is sent', () => {
  it('for an update that changes nothing', async () => {
    const record = await made({ name: 'same', lines: [{ a: '1', b: null }] });
    expect(
      await sentBy(async () => {
        const [result] = await hub.side.write([
          update(record, { name: 'same', lines: [{ b: null, a: '1' }] }),
        ]);
        expect(result).toEqual({ kind: 'written', record, part: '' });
      }),
    ).toEqual([]);
  });

  it('to archive what is archived, and to restore what is not', async () => {
    const record = await made();
    const sent = await sentBy(async () => {
      const results = await hub.side.write([restore(record), remove({ ...record, live: false })]);
      expect(results.map(({ kind }) => kind)).toEqual(['written', 'written']);
    });
    expect(sent).toEqual([]);
    expect(await hub.look(record.id)).toEqual(record);
  });

  it('after the instant that the engine allows', async () => {
    const [late, due] = [id(), id()];
    const results = await hub.side.write([
      create(late, { name: 'late' }, Date.now() - 1),
      create(due, { name: 'due' }),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual(['not_sent', 'written']);
    expect((await hub.side.look([late]))[0]).toEqual({ kind: 'absent' });
  });

  it('for a field that is not configured: Directus would drop it and report success', async () => {
    expect(await hub.side.write([create(id(), { color: 'red' })])).toEqual([
      { kind: 'refused', reason: 'companies has no field for color: configure it' },
    ]);
  });
});

describe('an item that is removed', () => {
  it('is deleted where that is configured', async () => {
    const side = hub
      .another({ collections: { companies: { ...companies, remove: 'delete' } } })
      .side('companies');
    const [one, two] = [await made(), await made()];
    expect(await side.write([remove(one), remove(two)])).toMatchObject([
      { kind: 'written', record: { id: one.id, live: false } },
      { kind: 'written', record: { id: two.id, live: false } },
    ]);
    expect(await side.look([one.id, two.id])).toEqual([{ kind: 'absent' }, { kind: 'absent' }]);
  });

  it('is kept where neither an archive nor deletes are configured', async () => {
    const side = hub
      .another({ collections: { companies: { ...companies, archive: null } } })
      .side('companies');
    const record = await made();
    expect(await side.write([remove(record), restore(record)])).toMatchObject([
      { kind: 'refused', reason: expect.stringContaining('configure archive') },
      { kind: 'refused' },
    ]);
    expect(await hub.look(record.id)).toEqual(record);
  });
});
