import { SideUnavailable } from '@unified-sync/sync-engine';
import { expect, it } from 'vitest';
import { createRequest, lifecycleRequest, recordOf, updateRequest, type Harness } from './harness.ts';

/** Writes: once, what was asked for and nothing else; and the truth about what came of them. */
export function writingConformance(makeHarness: () => Harness): void {
  creating(makeHarness);
  updating(makeHarness);
  failing(makeHarness);
  removing(makeHarness);
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

  it('books what moves money once, however often it is sent', async () => {
    const harness = makeHarness();
    if (!harness.capabilities.movesMoney) return;
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
    if (harness.isReadOnlyOnceMade === true) return;
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
    if (harness.isReadOnlyOnceMade === true) return;
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
    if (harness.isReadOnlyOnceMade === true) return;
    const [id = ''] = harness.seed(1);
    const request = updateRequest(harness, await recordOf(harness, id), harness.change);
    harness.purge(id);
    expect(await harness.side.write([request])).toEqual([{ kind: 'stale' }]);
  });

  it('is refused with a reason what the provider does not take, and changes nothing', async () => {
    const harness = makeHarness();
    const [id = ''] = harness.seed(2);
    if (harness.refusedChange === undefined) return;
    const before = harness.stored(id);
    const [result] = await harness.side.write([
      updateRequest(harness, await recordOf(harness, id), harness.refusedChange),
    ]);
    expect(result?.kind).toBe('refused');
    expect(result?.kind === 'refused' && result.reason.length).toBeGreaterThan(10);
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
  it('removes a record, and restores it where it can', async () => {
    const harness = makeHarness();
    const [id = ''] = harness.seed(1);
    if (harness.capabilities.deletes === 'none') return;
    const [removed] = await harness.side.write([
      lifecycleRequest(harness, 'remove', await recordOf(harness, id)),
    ]);
    expect(removed).toMatchObject({ kind: 'written' });
    if (harness.capabilities.deletes === 'hard') {
      expect(await harness.side.look([id])).toEqual([{ kind: 'absent' }]);
      return;
    }
    const soft = await recordOf(harness, id);
    expect(soft.live).toBe(false);
    harness.clock.advance(5_000);
    const [restored] = await harness.side.write([lifecycleRequest(harness, 'restore', soft)]);
    expect(restored?.kind).toBe(harness.capabilities.restorable ? 'written' : 'refused');
    expect((await recordOf(harness, id)).live).toBe(harness.capabilities.restorable);
  });
}
