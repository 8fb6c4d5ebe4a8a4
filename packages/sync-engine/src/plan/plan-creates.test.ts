import { describe, expect, it } from 'vitest';
import { decimal, reference, text } from '../codecs/index.ts';
import type { Link } from '../link.ts';
import type { Authority, CollectionModel, Mapping } from '../model.ts';
import type { Fields } from '../value.ts';
import { planCreates, type CreatesInput, type CreatesPlan } from './plan-creates.ts';
import type { SideView } from './side-view.ts';
import { buildLink, buildReferences } from './testing/build-input.ts';
import { itemKey } from './testing/build-looks.ts';
import { buildCollection, buildMapping, capabilities, line } from './testing/build-model.ts';

const byHub: Authority = { kind: 'hub' };
const fields = {
  ...line('name', text()),
  ...line('amount', decimal({ precision: 10, scale: 2 })),
  ...line('owner', reference(), { refers: 'a.people' }),
};
const creating: Partial<Mapping> = { createInStream: { when: {} } };

interface Case {
  readonly hub?: Fields;
  readonly unreadable?: Record<string, string>;
  readonly mapping?: Partial<Mapping>;
  readonly bMapping?: Partial<Mapping>;
  readonly authority?: Record<string, Authority>;
  readonly constants?: CollectionModel['constants'];
  readonly links?: readonly Link[];
  /** What the stream `b` shows of the item, with its link. */
  readonly b?: { readonly link: Link; readonly values: Fields; readonly presence?: SideView['presence'] };
  readonly firstListingDone?: boolean;
}

const person = { stream: 'a.people', remoteId: '17', item: 'p1' };

function planOf(parts: Case): CreatesPlan {
  const collection = buildCollection({
    columns: {
      name: { kind: 'value', codec: text() },
      amount: { kind: 'value', codec: decimal({ precision: 24, scale: 8 }) },
      owner: { kind: 'reference', codec: reference(), to: 'people' },
      company: { kind: 'value', codec: text() },
    },
    authority: { name: byHub, amount: byHub, owner: byHub, ...parts.authority },
    mappings: [
      buildMapping('a', fields, { ...creating, ...parts.mapping }),
      buildMapping('b', { ...line('name', text()), ...line('status', text()) }, parts.bMapping),
    ],
    constants: parts.constants ?? {},
  });
  const mapping = collection.mappings['b'];
  const views: CreatesInput['views'] =
    parts.b && mapping
      ? [
          {
            link: parts.b.link,
            mapping,
            view: {
              presence: parts.b.presence ?? 'live',
              record: null,
              values: parts.b.values,
              unreadable: {},
            },
          },
        ]
      : [];
  return planCreates({
    collection,
    item: itemKey,
    hub: {
      presence: 'live',
      record: null,
      values: parts.hub ?? { name: 'ann' },
      unreadable: parts.unreadable ?? {},
    },
    links: parts.links ?? (parts.b ? [parts.b.link] : []),
    views,
    references: buildReferences([person]),
    firstListingDone: () => parts.firstListingDone ?? true,
  });
}

const created = (plan: CreatesPlan): unknown => plan.creates.map(({ fields: sent }) => Object.keys(sent));
const nothing = { creates: [], findings: [], waits: [] };

describe('an item that a stream lacks', () => {
  it('is created there with all that the hub holds', () => {
    expect(planOf({ hub: { name: 'ann', amount: '1.5', owner: 'p1' } })).toEqual({
      creates: [
        {
          stream: 'a',
          parentId: null,
          fields: {
            amount: { wanted: '1.5', read: null, others: { hub: '1.5' } },
            name: { wanted: 'ann', read: null, others: { hub: 'ann' } },
            owner: { wanted: '17', read: null, others: { hub: 'p1' } },
          },
        },
      ],
      findings: [],
      waits: [],
    });
  });

  it('is created without its empty fields', () => {
    expect(created(planOf({ hub: { name: 'ann', amount: null } }))).toEqual([['name']]);
  });

  it.each<[string, Partial<Mapping>]>([
    ['creates nothing', { createInStream: false }],
    ['has no slot for the hub id', { capabilities: { ...capabilities, keySlot: false } }],
  ])('is not created where the stream %s', (_what, mapping) => {
    expect(planOf({ mapping })).toEqual(nothing);
  });

  it.each(['live', 'tombstone', 'unlinked', 'merged'] as const)(
    'is not created where a link is %s',
    (state) => {
      expect(planOf({ links: [buildLink('a', { state })] })).toEqual(nothing);
    },
  );

  it('waits for the end of the stream’s first listing', () => {
    expect(planOf({ firstListingDone: false })).toEqual({
      ...nothing,
      waits: [{ kind: 'listing', stream: 'a' }],
    });
  });

  it('waits for no listing of a stream that does not want it', () => {
    expect(planOf({ firstListingDone: false, mapping: { createInStream: false } })).toEqual(nothing);
  });
});

describe('the conditions of a create', () => {
  const when = (values: Record<string, string[]>): Partial<Mapping> => ({ createInStream: { when: values } });

  it('are all met', () => {
    const hub = { name: 'ann', company: 'acme' };
    expect(created(planOf({ hub, mapping: when({ name: ['bob', 'ann'], company: ['acme'] }) }))).toEqual([
      ['name'],
    ]);
  });

  it('stop it if one is not', () => {
    const hub = { name: 'ann', company: 'acme' };
    expect(planOf({ hub, mapping: when({ name: ['ann'], company: ['other'] }) })).toEqual(nothing);
    expect(planOf({ hub, mapping: when({ unknown: ['x'] }) })).toEqual(nothing);
  });

  it('are the constants of the stream: items of another owner company stay out', () => {
    const constants = { a: { company: 'acme' } };
    expect(created(planOf({ hub: { name: 'ann', company: 'acme' }, constants }))).toEqual([['name']]);
    expect(planOf({ hub: { name: 'ann', company: 'other' }, constants })).toEqual(nothing);
  });
});

describe('a create', () => {
  it('leaves out what the stream only shows, and what it decides', () => {
    const mapping = { fields: { ...fields, ...line('name', text(), { direction: 'in' }) } };
    const authority: Record<string, Authority> = { amount: { kind: 'stream', stream: 'a' } };
    expect(created(planOf({ hub: { name: 'ann', amount: '1', owner: 'p1' }, mapping, authority }))).toEqual([
      ['owner'],
    ]);
  });

  it('is not sent without a field that the hub cannot read', () => {
    expect(planOf({ unreadable: { amount: 'no decimal' } })).toEqual(nothing);
  });

  it('waits for the record of what it refers to', () => {
    expect(planOf({ hub: { name: 'ann', owner: 'p9' } })).toEqual({
      ...nothing,
      waits: [{ kind: 'item', item: { collection: 'people', id: 'p9' }, stream: 'a.people' }],
    });
  });

  it('is refused with a finding if the stream cannot hold a value', () => {
    const plan = planOf({ hub: { name: 'ann', amount: '1.005' } });
    expect(plan.creates).toEqual([]);
    expect(plan.findings).toMatchObject([
      { kind: 'value_refused', side: 'a', field: 'amount', lost: '1.005' },
    ]);
  });
});

describe('a field that another stream decides', () => {
  const authority: Record<string, Authority> = { name: { kind: 'stream', stream: 'b' } };
  const settled = buildLink('b', { base: { name: { hub: 'ann', remote: 'Ann' } } });

  it('is sent on once the hub has it from there', () => {
    expect(created(planOf({ authority, b: { link: settled, values: { name: 'Ann' } } }))).toEqual([['name']]);
  });

  it.each<[string, Case['b']]>([
    ['there is no record', undefined],
    ['it has never agreed', { link: buildLink('b'), values: { name: 'ann' } }],
    ['the stream shows another value', { link: settled, values: { name: 'Bob' } }],
    ['the record is deleted', { link: { ...settled, state: 'tombstone' }, values: { name: 'Ann' } }],
    ['the stream cannot be read', { link: settled, values: {}, presence: 'unknown' }],
  ])('holds the create back while %s', (_what, b) => {
    expect(planOf({ authority, ...(b && { b }) })).toEqual(nothing);
  });

  it('holds the create back while the hub holds another value', () => {
    expect(
      planOf({ authority, hub: { name: 'eve' }, b: { link: settled, values: { name: 'Ann' } } }),
    ).toEqual(nothing);
  });
});

describe('a field that is decided by a state', () => {
  const byStateOf = (stream: string, issued: 'a' | 'b'): Record<string, Authority> => ({
    name: {
      kind: 'by-state',
      stream,
      field: 'status',
      states: [{ in: ['draft'], authority: { kind: 'shared', prefer: 'hub' } }],
      otherwise: { kind: 'stream', stream: issued },
    },
  });
  const link = buildLink('b', { base: { name: { hub: 'ann', remote: 'ann' } } });

  it('is sent to the stream that will show the state: a draft is created whole', () => {
    expect(created(planOf({ authority: byStateOf('a', 'a') }))).toEqual([['name']]);
  });

  it('is sent where the state that another stream shows lets the hub', () => {
    const b = { link: buildLink('b'), values: { status: 'draft', name: 'eve' } };
    expect(created(planOf({ authority: byStateOf('b', 'b'), b }))).toEqual([['name']]);
  });

  it('is sent on once it is settled with the stream that decides it in this state', () => {
    const b = { link, values: { status: 'issued', name: 'ann' } };
    expect(created(planOf({ authority: byStateOf('b', 'b'), b }))).toEqual([['name']]);
    const moved = { link, values: { status: 'issued', name: 'eve' } };
    expect(planOf({ authority: byStateOf('b', 'b'), b: moved })).toEqual(nothing);
  });

  it('is left out where the stream itself decides it in this state', () => {
    const b = { link, values: { status: 'issued', name: 'ann' } };
    const hub = { name: 'ann', amount: '1' };
    expect(created(planOf({ authority: byStateOf('b', 'a'), b, hub }))).toEqual([['amount']]);
  });

  it('holds the create back while the stream that shows the state is about to get its record', () => {
    const plan = planOf({ authority: byStateOf('b', 'b'), bMapping: creating });
    expect(plan.creates.map(({ stream }) => stream)).toEqual(['b']);
    expect(plan.findings).toEqual([]);
  });

  it('is named where that stream never gets one: the record would not be created, and nobody would know', () => {
    const dead = buildLink('b', { state: 'tombstone' });
    for (const links of [[], [dead]]) {
      const plan = planOf({ authority: byStateOf('b', 'b'), links });
      expect(plan).toMatchObject({ creates: [], waits: [] });
      expect(plan.findings).toMatchObject([{ kind: 'diverged', side: 'a', field: 'name' }]);
    }
  });

  it('holds the create back while the stream that shows the state cannot be read', () => {
    const b = { link, values: {}, presence: 'unknown' as const };
    expect(planOf({ authority: byStateOf('b', 'b'), b })).toEqual(nothing);
  });
});

describe('a part', () => {
  const part = { partPrefix: 'contact:', parent: 'owner' };
  const inOwner = {
    fields: { ...fields, ...line('owner', reference(), { refers: 'a.people', direction: 'in' }) },
  };

  it('is created in the record that its parent item is linked to', () => {
    const plan = planOf({ hub: { name: 'ann', owner: 'p1' }, mapping: part });
    expect(plan.creates).toMatchObject([{ stream: 'a', parentId: '17' }]);
  });

  it('reads its parent even from a field that the stream only shows', () => {
    const plan = planOf({ hub: { name: 'ann', owner: 'p1' }, mapping: { ...part, ...inOwner } });
    expect(plan.creates).toMatchObject([{ parentId: '17', fields: { owner: { wanted: '17' } } }]);
  });

  it('waits for its parent’s record', () => {
    const plan = planOf({ hub: { name: 'ann', owner: 'p9' }, mapping: part });
    expect(plan.creates).toEqual([]);
    expect(plan.waits).toMatchObject([{ kind: 'item', item: { id: 'p9' } }]);
  });

  it('is not created without a parent, and nothing else is said of it', () => {
    const misfit = { name: 'ann', owner: null, amount: '1.005' };
    expect(planOf({ hub: misfit, mapping: part })).toEqual(nothing);
    expect(planOf({ hub: { name: 'ann', owner: null }, mapping: part })).toEqual(nothing);
  });
});
