import { describe, expect, it } from 'vitest';
import { reference, text } from '../codecs/index.ts';
import { newLink, type Link } from '../link.ts';
import type { Authority, CollectionModel, Mapping } from '../model.ts';
import type { Look } from '../record.ts';
import type { Fields } from '../value.ts';
import { planItem, type Plan, type PlanInput } from './plan-item.ts';
import { buildInput, buildLink } from './testing/build-input.ts';
import { absent, buildRecord, itemKey, present } from './testing/build-looks.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const fields = {
  ...line('name', text({ maxLength: 5 })),
  ...line('owner', reference(), { refers: 'a.people' }),
};
const halves = (value: string): Link['base'][string] => ({ hub: value, remote: value });

interface Case {
  readonly hub: Look;
  readonly sides: Readonly<Record<string, { readonly link: Link; readonly look: Look }>>;
  readonly name?: Authority;
  readonly onDelete?: CollectionModel['onDelete'];
  readonly onA?: Partial<Mapping>;
  readonly onB?: Partial<Mapping>;
}

function inputOf({
  hub,
  sides,
  name = { kind: 'shared', prefer: 'hub' },
  onDelete = 'keep',
  onA,
  onB,
}: Case): PlanInput {
  const collection = buildCollection({
    columns: {
      name: { kind: 'value', codec: text() },
      owner: { kind: 'reference', codec: reference(), to: 'people' },
    },
    authority: { name, owner: { kind: 'hub' } },
    mappings: [buildMapping('a', fields, onA), buildMapping('b', fields, onB)],
    onDelete,
  });
  return buildInput({ collection, hub, sides });
}

const planOf = (parts: Case): Plan => planItem(inputOf(parts));
const hubShows = (name: string, owner: string | null = null): Look =>
  present(buildRecord(itemKey.id, { name, owner }));
const shows = (stream: string, name: string, rest: Fields = {}): Look =>
  present(buildRecord(`${stream}-1`, { name_there: name, ...rest }));
const linkOf = ({ links }: Plan, stream: string): Link | undefined =>
  links.find((link) => link.stream === stream);
const effects = ({ effects: planned }: Plan): unknown[] =>
  planned.map(({ side, kind, fields: written }) => [side, kind, Object.keys(written)]);

describe('the links of a plan', () => {
  const base = { name: halves('ann') };

  it('have the halves that agree as their base', () => {
    const plan = planOf({
      hub: hubShows('bob'),
      sides: { a: { link: buildLink('a', { base, lost: { name: 'x' } }), look: shows('a', 'bob') } },
    });
    expect(linkOf(plan, 'a')?.base).toEqual({ name: halves('bob'), owner: { hub: null, remote: null } });
    expect(linkOf(plan, 'a')?.lost).toEqual({});
  });

  it('remember what lost, before it is overwritten', () => {
    const plan = planOf({
      hub: hubShows('eve'),
      sides: { a: { link: buildLink('a', { base }), look: shows('a', 'bob') } },
    });
    expect(effects(plan)).toEqual([['a', 'update', ['name']]]);
    expect(linkOf(plan, 'a')?.lost).toEqual({ name: 'bob' });
    expect(linkOf(plan, 'a')?.base['name']).toEqual(base.name);
  });

  it('do not lose a conflict once more for a plan that came between', () => {
    const first = {
      hub: hubShows('eve'),
      sides: { a: { link: buildLink('a', { base }), look: shows('a', 'bob') } },
    };
    const again = linkOf(planOf(first), 'a') ?? buildLink('a');
    const agreedSince = { ...again, base: { ...again.base, name: { hub: 'eve', remote: 'ann' } } };
    const plan = planOf({ ...first, sides: { a: { link: agreedSince, look: shows('a', 'bob') } } });
    expect(plan.effects).toMatchObject([{ side: 'a', fields: { name: { wanted: 'eve' } } }]);
  });
});

describe('a delete that the hub carries out', () => {
  it('comes alone, and says whose delete it is', () => {
    const base = { name: halves('ann') };
    const plan = planOf({
      hub: hubShows('ann'),
      onDelete: 'remove',
      sides: {
        a: { link: buildLink('a', { base }), look: absent },
        b: { link: buildLink('b', { base }), look: shows('b', 'ann') },
      },
    });
    expect(plan.effects).toMatchObject([{ side: 'hub', kind: 'remove', because: ['a'] }]);
    expect(plan.effects).toHaveLength(1);
    expect(plan.deletions).toEqual([{ stream: 'a', remoteId: 'a-1' }]);
  });
});

describe('an item that the hub lacks', () => {
  it('waits for the item that it refers to', () => {
    const link = newLink({ stream: 'a', remoteId: 'a-1', part: '', createdAt: null });
    const plan = planOf({
      hub: absent,
      sides: { a: { link, look: shows('a', 'ann', { owner_there: '17' }) } },
    });
    expect(plan.effects).toEqual([]);
    expect(plan.waits).toEqual([{ kind: 'record', stream: 'a.people', remoteId: '17' }]);
  });
});

describe('a create', () => {
  const creating: Partial<Mapping> = { createInStream: { when: {} } };
  const sides = { a: { link: buildLink('a', { base: { name: halves('ann') } }), look: shows('a', 'ann') } };

  it('waits together with the fields that wait', () => {
    const plan = planOf({ hub: hubShows('ann', 'p1'), sides, onB: creating });
    expect(plan.effects).toEqual([]);
    const wait = { kind: 'item', item: { collection: 'people', id: 'p1' }, stream: 'a.people' };
    expect(plan.waits).toEqual([wait, wait]);
  });

  it('is named if a value does not fit', () => {
    const plan = planOf({ hub: hubShows('ann'), sides: {}, onB: creating });
    expect(effects(plan)).toEqual([['b', 'create', ['name']]]);
    const long = planOf({ hub: hubShows('annabelle'), sides: {}, onB: creating });
    expect(long.effects).toEqual([]);
    expect(long.findings).toMatchObject([
      { kind: 'value_refused', side: 'b', field: 'name', lost: 'annabelle' },
    ]);
  });

  it('follows at once where a link is forgotten, by whatever state the record had', () => {
    const link = buildLink('a', { state: 'tombstone', alive: { hub: false, remote: false } });
    const name: Authority = {
      kind: 'by-state',
      stream: 'a',
      field: 'owner',
      states: [],
      otherwise: { kind: 'stream', stream: 'a' },
    };
    const plan = planOf({ hub: hubShows('ann'), sides: { a: { link, look: absent } }, name, onA: creating });
    expect(plan.links).toEqual([]);
    expect(effects(plan)).toEqual([['a', 'create', ['name']]]);
  });
});

describe('the order of links and looks', () => {
  it('changes nothing, not even which of two edits is named as the loser', () => {
    const side = (stream: string, name: string) => ({
      link: buildLink(stream, { base: { name: halves('ann') } }),
      look: shows(stream, name),
    });
    const [a, b] = [side('a', 'bob'), side('b', 'eve')];
    const one = planOf({ hub: hubShows('ann'), sides: { a, b } });
    const other = planOf({ hub: hubShows('ann'), sides: { b, a } });
    expect(one).toEqual(other);
    expect(one.findings).toMatchObject([{ kind: 'conflict', side: 'b', lost: 'eve' }]);
  });
});
