import { SideUnavailable, type Fields } from '@unified-sync/sync-engine';
import { expect, it } from 'vitest';
import { createRequest, lifecycleRequest, recordOf, updateRequest, type Harness } from './harness.ts';

/** Writes: once, what was asked for and nothing else; and the truth about what came of them. */
export function writingConformance(makeHarness: () => Harness): void {
  const { capabilities, isReadOnlyOnceMade, refusedChange } = makeHarness();
  creating(makeHarness);
  if (capabilities.movesMoney) movingMoney(makeHarness);
  if (isReadOnlyOnceMade !== true) updating(makeHarness);
  if (refusedChange !== undefined) refusing(makeHarness, refusedChange);
  failing(makeHarness);
  if (capabilities.deletes !== 'none') removing(makeHarness);
  if (capabilities.deletes === 'soft') restoring(makeHarness);
}

function creating(makeHarness: () => Harness): void {
  it('creates a record that carries the key, shows what was sent, and is found by the key', async () => {
    const harness = makeHarness();
    harness.seed(3);
    const request = createRequest(harness, 'key-1');
    const [result] = await harness.side.write([request]);
    expect(result).toMatchObject({
      kind: 'written',
      part: '',
      record: { live: true, parts: { '': { key: 'key-1', fields: request.fields } } },
    });
    const id = result?.kind === 'written' ? result.record.id : '';
    expect((await harness.side.findByKey('key-1')).map((record) => record.id)).toEqual([id]);
    expect((await harness.again().findByKey('key-1')).map((record) => record.id)).toEqual([id]);
    expect(await harness.side.findByKey('key-2')).toEqual([]);
  });

  it('finds by the key what another worker has just created', async () => {
    const harness = makeHarness();
    expect(await harness.side.findByKey('key-1')).toEqual([]);
    harness.clock.advance(5_000);
    await harness.again().write([createRequest(harness, 'key-1')]);
    expect(await harness.side.findByKey('key-1')).toHaveLength(1);
  });

  it('has created the record when the answer was lost: unclear, found by its key, and once', async () => {
    const harness = makeHarness();
    const before = harness.count();
    const request = createRequest(harness, 'key-1');
    await harness.side.look([harness.missing]);
    harness.faults.loseWriteAnswers();
    const [result] = await harness.side.write([request]);
    harness.faults.clear();
    expect(['unclear', 'written']).toContain(result?.kind);
    expect(harness.count()).toBe(before + 1);
    expect(await harness.side.findByKey('key-1')).toHaveLength(1);
  });
}

function movingMoney(makeHarness: () => Harness): void {
  it('books what moves money once, however often it is sent', async () => {
    const harness = makeHarness();
    const before = harness.count();
    const request = createRequest(harness, 'key-1');
    const [first] = await harness.side.write([request]);
    harness.clock.advance(5_000);
    const [again] = await harness.again().write([{ ...request, notAfter: harness.clock.now() + 60_000 }]);
    expect(first?.kind).toBe('written');
    expect(again?.kind).not.toBe('not_sent');
    expect(harness.count()).toBe(before + 1);
  });
}

function updating(makeHarness: () => Harness): void {
  it('changes what it is told, shows it in its answer, and keeps everything else', async () => {
    const harness = makeHarness();
    const [id = ''] = harness.seed(1);
    const before = harness.stored(id);
    harness.clock.advance(60_000);
    const request = updateRequest(harness, await recordOf(harness, id), harness.change);
    const [result] = await harness.side.write([request]);
    expect(result).toMatchObject({
      kind: 'written',
      record: { id, parts: { '': { fields: harness.change } } },
    });
    const after = harness.stored(id);
    const own = (stored: typeof after) =>
      Object.fromEntries(Object.entries(stored).filter(([name]) => !harness.changed.includes(name)));
    expect(own(after)).toEqual(own(before));
    expect(after).not.toEqual(before);
  });

  it('answers each of several requests in its place', async () => {
    const harness = makeHarness();
    const ids = harness.seed(5);
    const requests = await Promise.all(
      ids.map(async (id) => updateRequest(harness, await recordOf(harness, id), harness.change)),
    );
    const results = await harness.side.write(requests);
    expect(results.map((result) => (result.kind === 'written' ? result.record.id : result.kind))).toEqual(
      ids,
    );
  });

  it('is stale when the record is gone', async () => {
    const harness = makeHarness();
    const [id = ''] = harness.seed(1);
    const request = updateRequest(harness, await recordOf(harness, id), harness.change);
    harness.purge(id);
    expect(await harness.side.write([request])).toEqual([{ kind: 'stale' }]);
  });
}

function refusing(makeHarness: () => Harness, change: Fields): void {
  it('is refused with a reason what the provider does not take, and changes nothing', async () => {
    const harness = makeHarness();
    const [id = ''] = harness.seed(2);
    const before = harness.stored(id);
    const [result] = await harness.side.write([updateRequest(harness, await recordOf(harness, id), change)]);
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/.{10}/) });
    expect(harness.stored(id)).toEqual(before);
  });
}

function failing(makeHarness: () => Harness): void {
  const cases = [
    ['not_sent', 'no connection can be made', (harness: Harness) => harness.faults.refuseConnections()],
    ['not_sent', 'it is refused with 429', (harness: Harness) => harness.faults.status(429)],
    ['not_sent', 'the credentials are refused', (harness: Harness) => harness.faults.status(403)],
  ] as const;
  it.each(cases)('says %s when %s, and nothing has happened', async (kind, _what, fail) => {
    const harness = makeHarness();
    const request = createRequest(harness, 'key-1');
    await harness.side.look([harness.missing]);
    const before = harness.count();
    fail(harness);
    const [result] = await harness.side.write([request]);
    harness.faults.clear();
    expect(result?.kind).toBe(kind);
    expect(harness.count()).toBe(before);
    expect(await harness.side.findByKey('key-1')).toEqual([]);
  });

  it('sends nothing after the last moment for it', async () => {
    const harness = makeHarness();
    const request = createRequest(harness, 'key-1');
    const before = harness.count();
    harness.clock.advance(60_001);
    expect(await harness.side.write([request])).toMatchObject([{ kind: 'not_sent' }]);
    expect(harness.count()).toBe(before);
  });

  it('cannot say "none" of a key while the provider does not answer', async () => {
    const harness = makeHarness();
    await harness.side.findByKey('key-1');
    harness.faults.status(500);
    await expect(harness.side.findByKey('key-1')).rejects.toThrow(SideUnavailable);
  });
}

function removing(makeHarness: () => Harness): void {
  const { deletes } = makeHarness().capabilities;

  it('removes a record', async () => {
    const harness = makeHarness();
    const [id = ''] = harness.seed(1);
    const record = await recordOf(harness, id);
    const results = await harness.side.write([lifecycleRequest(harness, 'remove', record)]);
    expect(results).toMatchObject([{ kind: 'written' }]);
    const [look] = await harness.side.look([id]);
    expect(look).toMatchObject(
      deletes === 'soft' ? { kind: 'present', record: { live: false } } : { kind: 'absent' },
    );
  });
}

function restoring(makeHarness: () => Harness): void {
  const { restorable } = makeHarness().capabilities;
  it(`${restorable ? 'restores' : 'refuses to restore'} a removed record`, async () => {
    const harness = makeHarness();
    const [id = ''] = harness.seed(1);
    harness.remove(id);
    harness.clock.advance(5_000);
    const record = await recordOf(harness, id);
    const [result] = await harness.side.write([lifecycleRequest(harness, 'restore', record)]);
    expect(result?.kind).toBe(restorable ? 'written' : 'refused');
    expect((await recordOf(harness, id)).live).toBe(restorable);
  });
}
