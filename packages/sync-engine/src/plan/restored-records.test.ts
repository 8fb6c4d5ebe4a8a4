import { describe, expect, it } from 'vitest';
import { text } from '../codecs/index.ts';
import type { Effect } from '../effect.ts';
import type { Link } from '../link.ts';
import type { Look } from '../record.ts';
import { planItem, type Plan, type PlanInput } from './plan-item.ts';
import { settleEffect } from './settle-effect.ts';
import { buildEffect } from './testing/build-effect.ts';
import { buildItem, buildLink, noReferences } from './testing/build-input.ts';
import { absent, buildRecord, itemKey, present } from './testing/build-looks.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const collection = buildCollection({
  columns: { name: { kind: 'value', codec: text() } },
  authority: { name: { kind: 'shared', prefer: 'hub' } },
  mappings: [buildMapping('a', line('name', text())), buildMapping('b', line('name', text()))],
  onDelete: 'remove',
});
const dead = buildLink('a', {
  state: 'tombstone',
  alive: { hub: false, remote: false },
  base: { name: { hub: 'ann', remote: 'ann' } },
});

const ofHub = (live: boolean, name = 'ann'): Look => present(buildRecord(itemKey.id, { name }, { live }));
const ofStream = (live: boolean, name = 'ann'): Look =>
  present(buildRecord('a-1', { name_there: name }, { live }));

function settled(effect: Effect, live = true): readonly Link[] {
  const record = buildRecord(effect.remoteId ?? '', {}, { live });
  const item = buildItem([dead, { ...dead, stream: 'b', remoteId: 'b-1' }]);
  return settleEffect({ collection, item, effect, record, part: '', references: noReferences }).links;
}

const agreed = (links: readonly Link[]): unknown =>
  links.map(({ stream, state, alive }) => [stream, state, alive?.hub, alive?.remote]);

describe('a restore that took effect', () => {
  it('is agreed on with the streams that it was carried out for, and with no other', () => {
    const toHub = buildEffect('hub', 'restore', { because: ['a'] });
    expect(agreed(settled(toHub))).toEqual([
      ['a', 'tombstone', true, true],
      ['b', 'tombstone', false, false],
    ]);
    expect(agreed(settled(buildEffect('b', 'restore')))).toEqual([
      ['a', 'tombstone', false, false],
      ['b', 'tombstone', true, true],
    ]);
  });

  it('makes no link live, since the record may be another item’s by now (seeds 92971, 97606)', () => {
    const links = settled(buildEffect('hub', 'restore', { because: ['a', 'b'] }));
    expect(links.map(({ state }) => state)).toEqual(['tombstone', 'tombstone']);
  });

  it('is agreed on with nobody where the record is not back', () => {
    const links = settled(buildEffect('b', 'restore'), false);
    expect(links.map(({ alive }) => alive?.hub)).toEqual([false, false]);
  });
});

function planAfter(hub: Look, stream: Look, rest: Partial<PlanInput> = {}): Plan {
  const toHub = buildEffect('hub', 'restore', { because: ['a'] });
  return planItem({
    collection,
    item: buildItem(settled(toHub).filter((link) => link.stream === 'a')),
    hub,
    looks: new Map([['a', stream]]),
    references: noReferences,
    deletesAllowed: () => true,
    firstListingDone: () => false,
    openFindings: new Set(),
    ...rest,
  });
}

const writes = ({ effects }: Plan): unknown => effects.map(({ side, kind }) => [side, kind]);
const kinds = ({ findings }: Plan): unknown => findings.map(({ kind }) => kind);

describe('an item that the engine brought back', () => {
  it('names the streams that it was brought back for', () => {
    const item = buildItem([dead]);
    expect(planAfter(ofHub(false), ofStream(true), { item }).effects).toMatchObject([
      { side: 'hub', kind: 'restore', because: ['a'] },
    ]);
  });

  it('is linked again once both are seen', () => {
    const plan = planAfter(ofHub(true), ofStream(true));
    expect(agreed(plan.links)).toEqual([['a', 'live', true, true]]);
    expect(writes(plan)).toEqual([]);
  });

  it.each([
    ['archived', ofStream(false)],
    ['gone', absent],
  ])('is deleted again with its record (%s), which nobody has restored in the hub', (_, stream) => {
    expect(writes(planAfter(ofHub(true), stream))).toEqual([['hub', 'remove']]);
  });

  it('takes its record with it where it is deleted again', () => {
    expect(writes(planAfter(ofHub(false), ofStream(true)))).toEqual([['a', 'remove']]);
  });

  it('is kept where it was edited since, and where the guard holds the delete back', () => {
    const edited = planAfter(ofHub(true, 'bob'), ofStream(false));
    expect([writes(edited), kinds(edited)]).toEqual([[], ['delete_against_edit']]);
    const guarded = planAfter(ofHub(true), ofStream(false), { deletesAllowed: () => false });
    expect([writes(guarded), kinds(guarded)]).toEqual([[], ['delete_guard']]);
  });
});
