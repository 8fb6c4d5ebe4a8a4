import { describe, expect, it } from 'vitest';
import { text } from '../codecs/index.ts';
import type { Link } from '../link.ts';
import type { CollectionModel, Mapping } from '../model.ts';
import { planExistence, type ExistencePlan } from './plan-existence.ts';
import type { Presence, SideView } from './side-view.ts';
import { buildLink } from './testing/build-input.ts';
import { buildRecord, itemKey } from './testing/build-looks.ts';
import { buildCollection, buildMapping, capabilities, line } from './testing/build-model.ts';

const agreed = { base: { name: { hub: 'ann', remote: 'ann' } } };
const wasAlive = (hub: boolean, remote: boolean): Partial<Link> => ({
  state: 'tombstone',
  alive: { hub, remote },
});

interface Side {
  readonly presence: Presence;
  readonly isReused?: true;
  readonly name?: string;
  readonly link?: Partial<Link>;
  readonly mapping?: Partial<Mapping>;
}

interface Case {
  readonly hub: Presence;
  /** What the hub shows. @default the agreed value */
  readonly name?: string;
  readonly a: Side;
  readonly b?: Side;
  readonly onDelete?: CollectionModel['onDelete'];
  readonly deletesAllowed?: boolean;
  readonly hubKeepsItem?: boolean;
}

const viewOf = (presence: Presence, name: string): SideView =>
  presence === 'live' || presence === 'soft'
    ? {
        presence,
        record: buildRecord('a-1', {}, { createdAt: '2026-01-01' }),
        values: { name },
        unreadable: {},
      }
    : { presence, record: null, values: {}, unreadable: {} };

// Its writes as a list: an empty one says that there are none.
interface Outcome extends Omit<ExistencePlan, 'remotes'> {
  readonly remotes: readonly (readonly [stream: string, kind: string])[];
}

function planOf({
  hub,
  name = 'ann',
  a,
  b,
  onDelete = 'keep',
  deletesAllowed = true,
  hubKeepsItem = false,
}: Case): Outcome {
  const sides = Object.entries({ a, ...(b && { b }) });
  const mapped = sides.map(([stream, side]) => buildMapping(stream, line('name', text()), side.mapping));
  const plan = planExistence({
    collection: buildCollection({
      columns: { name: { kind: 'value', codec: text() } },
      authority: { name: { kind: 'shared', prefer: 'hub' } },
      mappings: mapped,
      onDelete,
    }),
    item: itemKey,
    hub: viewOf(hub, name),
    links: sides.map(([stream, side], index) => ({
      link: buildLink(stream, { ...agreed, ...side.link }),
      mapping: mapped[index] ?? buildMapping(stream, {}),
      view: { ...viewOf(side.presence, side.name ?? 'ann'), ...(side.isReused && { isReused: true }) },
    })),
    hubKeepsItem,
    deletesAllowed: () => deletesAllowed,
  });
  return { ...plan, remotes: Object.entries(plan.remotes) };
}

const states = ({ links }: Outcome): unknown[] => links.map(({ state, alive }) => [state, alive]);
const findings = (plan: Outcome): string[] => plan.findings.map(({ kind }) => kind);
const idle = { hub: null, remotes: [], active: [], deletions: [], findings: [] };

describe('two live records', () => {
  it('are compared', () => {
    const plan = planOf({ hub: 'live', a: { presence: 'live' } });
    expect(plan).toMatchObject({ hub: null, remotes: [], deletions: [], findings: [] });
    expect(plan.active.map(({ link }) => link.stream)).toEqual(['a']);
  });

  it('have met from now on, and the link knows when the record was made', () => {
    const plan = planOf({ hub: 'live', a: { presence: 'live', link: { alive: null, createdAt: null } } });
    expect(plan.links).toMatchObject([
      { state: 'live', alive: { hub: true, remote: true }, createdAt: '2026-01-01' },
    ]);
  });

  it('need nothing any more by which others could find them', () => {
    const plan = planOf({ hub: 'live', a: { presence: 'live', link: { alive: null, claims: ['x'] } } });
    expect(plan.links.map(({ claims }) => claims)).toEqual([[]]);
  });

  it('revive a tombstone with the bases that it had', () => {
    const plan = planOf({ hub: 'live', a: { presence: 'live', link: wasAlive(false, false) } });
    expect(plan.links).toMatchObject([{ state: 'live', base: agreed.base }]);
    expect(plan.active).toHaveLength(1);
  });
});

describe('a link that nobody may touch', () => {
  it.each(['unlinked', 'merged'] as const)('stays %s whatever the sides show', (state) => {
    for (const presence of ['live', 'soft', 'gone', 'unknown'] as const) {
      const plan = planOf({ hub: 'live', a: { presence, link: { state } } });
      expect(plan).toMatchObject({ ...idle, links: [{ state }] });
    }
  });

  it('stays as it is while its record cannot be read', () => {
    for (const state of ['live', 'tombstone'] as const)
      expect(planOf({ hub: 'soft', a: { presence: 'unknown', link: { state } } })).toMatchObject({
        ...idle,
        links: [{ state }],
      });
  });
});

describe('a record deleted in its stream', () => {
  it.each(['soft', 'gone'] as const)(
    'is left deleted, and the item kept, where the hub keeps (%s)',
    (presence) => {
      const plan = planOf({ hub: 'live', a: { presence } });
      expect(plan).toMatchObject({ ...idle, deletions: [{ stream: 'a', remoteId: 'a-1' }] });
      expect(states(plan)).toEqual([['tombstone', { hub: true, remote: false }]]);
    },
  );

  it('removes the item where the hub removes, and the link lives until the item is gone', () => {
    const plan = planOf({ hub: 'live', a: { presence: 'gone' }, onDelete: 'remove' });
    expect(plan).toMatchObject({ hub: 'remove', deletions: [{ stream: 'a' }], findings: [] });
    expect(states(plan)).toEqual([['live', { hub: true, remote: true }]]);
  });

  it('becomes a tombstone of both once the item is gone too', () => {
    const plan = planOf({ hub: 'soft', a: { presence: 'gone' }, onDelete: 'remove' });
    expect(plan).toMatchObject(idle);
    expect(states(plan)).toEqual([['tombstone', { hub: false, remote: false }]]);
  });

  it('is kept in the hub, with a finding, if the hub was edited', () => {
    const plan = planOf({ hub: 'live', name: 'bob', a: { presence: 'gone' }, onDelete: 'remove' });
    expect(plan).toMatchObject({ hub: null, remotes: [], deletions: [{ stream: 'a' }] });
    expect(findings(plan)).toEqual(['delete_against_edit']);
    expect(states(plan)).toEqual([['tombstone', { hub: true, remote: false }]]);
  });

  it('is kept in the hub, with a finding, if another stream was edited', () => {
    const plan = planOf({
      hub: 'live',
      a: { presence: 'gone' },
      b: { presence: 'live', name: 'bob' },
      onDelete: 'remove',
    });
    expect(plan.hub).toBeNull();
    expect(findings(plan)).toEqual(['delete_against_edit']);
  });

  it('lets go of an id that names another record by now, if the item cannot be removed', () => {
    const a = { presence: 'gone', isReused: true } as const;
    for (const trouble of [{ hubKeepsItem: true }, { deletesAllowed: false }]) {
      const plan = planOf({ hub: 'live', a, onDelete: 'remove', ...trouble });
      expect(plan).toMatchObject({ hub: null, deletions: [] });
      expect(findings(plan)).toEqual(['delete_against_edit']);
      expect(states(plan)).toEqual([['tombstone', { hub: true, remote: false }]]);
    }
    expect(planOf({ hub: 'live', a, onDelete: 'remove' })).toMatchObject({ hub: 'remove', findings: [] });
    const gone = planOf({ hub: 'live', a: { presence: 'gone' }, onDelete: 'remove', hubKeepsItem: true });
    expect(gone).toMatchObject({ hub: 'remove', findings: [] });
  });

  it('changes nothing, with a finding, while too much is deleted', () => {
    const plan = planOf({ hub: 'live', a: { presence: 'gone' }, onDelete: 'remove', deletesAllowed: false });
    expect(plan).toMatchObject({ hub: null, deletions: [], active: [] });
    expect(findings(plan)).toEqual(['delete_guard']);
    expect(states(plan)).toEqual([['live', { hub: true, remote: true }]]);
  });
});

describe('an item deleted in the hub', () => {
  it.each(['soft', 'gone'] as const)('removes the record where its stream removes (%s)', (hub) => {
    const plan = planOf({ hub, a: { presence: 'live' } });
    expect(plan).toMatchObject({
      hub: null,
      remotes: [['a', 'remove']],
      deletions: [{ stream: 'a' }],
      findings: [],
    });
    expect(states(plan)).toEqual([['live', { hub: true, remote: true }]]);
  });

  it.each<[string, Partial<Mapping>]>([
    ['keeps', { onDelete: 'keep' }],
    ['cannot delete', { capabilities: { ...capabilities, deletes: 'none' } }],
  ])('leaves the record alone where its stream %s', (_what, mapping) => {
    const plan = planOf({ hub: 'gone', a: { presence: 'live', mapping } });
    expect(plan).toMatchObject(idle);
    expect(states(plan)).toEqual([['tombstone', { hub: false, remote: true }]]);
  });

  it('keeps the record, with a finding, if it was edited there', () => {
    const plan = planOf({ hub: 'gone', a: { presence: 'live', name: 'bob' } });
    expect(plan).toMatchObject({ remotes: [], deletions: [] });
    expect(findings(plan)).toEqual(['delete_against_edit']);
    expect(states(plan)).toEqual([['tombstone', { hub: false, remote: true }]]);
  });

  it('removes one record and keeps another that was edited', () => {
    const plan = planOf({ hub: 'gone', a: { presence: 'live' }, b: { presence: 'live', name: 'bob' } });
    expect(plan.remotes).toEqual([['a', 'remove']]);
    expect(findings(plan)).toEqual(['delete_against_edit']);
  });

  it('removes nothing, with a finding, while too much is deleted', () => {
    const plan = planOf({ hub: 'gone', a: { presence: 'live' }, deletesAllowed: false });
    expect(plan).toMatchObject({ remotes: [], deletions: [] });
    expect(findings(plan)).toEqual(['delete_guard']);
    expect(states(plan)).toEqual([['live', { hub: true, remote: true }]]);
  });
});

describe('a delete of which another record of the item cannot tell', () => {
  it.each(['live', 'tombstone'] as const)('waits until that one can be read (%s)', (state) => {
    const b = { presence: 'unknown', link: { state } } as const;
    const inStream = planOf({ hub: 'live', a: { presence: 'gone' }, b, onDelete: 'remove' });
    expect(inStream).toMatchObject(idle);
    expect(states(inStream)[0]).toEqual(['live', { hub: true, remote: true }]);
    const inHub = planOf({ hub: 'soft', a: { presence: 'live' }, b });
    expect(inHub).toMatchObject(idle);
    expect(states(inHub)[0]).toEqual(['live', { hub: true, remote: true }]);
  });

  it('does not wait for a record that nobody may touch', () => {
    const b = { presence: 'unknown', link: { state: 'merged' } } as const;
    expect(planOf({ hub: 'live', a: { presence: 'gone' }, b, onDelete: 'remove' }).hub).toBe('remove');
    expect(planOf({ hub: 'soft', a: { presence: 'live' }, b }).remotes).toEqual([['a', 'remove']]);
  });
});

describe('an edit against a delete', () => {
  it.each<[string, Partial<Mapping>]>([
    ['is only written there', { fields: line('name', text(), { direction: 'out' }) }],
  ])('does not count where the field %s', (_what, mapping) => {
    expect(planOf({ hub: 'gone', a: { presence: 'live', name: 'bob', mapping } }).remotes).toEqual([
      ['a', 'remove'],
    ]);
  });

  it('does not count if the hub has dealt with it', () => {
    const plan = planOf({
      hub: 'gone',
      a: { presence: 'live', name: 'bob', link: { lost: { name: 'bob' } } },
    });
    expect(plan.remotes).toEqual([['a', 'remove']]);
  });

  it('does not count in the hub where the deleted record only showed the field', () => {
    const mapping = { fields: line('name', text(), { direction: 'in' }) };
    const plan = planOf({ hub: 'live', name: 'bob', a: { presence: 'gone', mapping }, onDelete: 'remove' });
    expect(plan.hub).toBe('remove');
  });
});

describe('a first contact', () => {
  it('with a record that is deleted already links nothing alive, and says so', () => {
    const plan = planOf({
      hub: 'live',
      a: { presence: 'soft', link: { alive: null, base: {} } },
      onDelete: 'remove',
    });
    expect(plan).toMatchObject({ hub: null, remotes: [], active: [] });
    expect(plan.findings.map(({ kind }) => kind)).toEqual(['delete_against_edit']);
    expect(states(plan)).toEqual([['tombstone', { hub: true, remote: false }]]);
  });

  it.each(['soft', 'gone'] as const)('with nothing left on either side is forgotten (%s)', (presence) => {
    const link = { alive: null, base: {} };
    expect(planOf({ hub: 'gone', a: { presence, link } })).toMatchObject({ ...idle, links: [] });
  });

  it('of a part is remembered, since no listing of ids would tell of its return', () => {
    const link = { alive: null, base: {}, part: 'contact:1', claims: ['x'] };
    const dead = planOf({ hub: 'gone', a: { presence: 'gone', link } });
    expect(states(dead)).toEqual([['tombstone', { hub: false, remote: false }]]);
    // Another stream has brought the item into the hub meanwhile.
    const born = planOf({ hub: 'live', a: { presence: 'gone', link: dead.links[0] ?? {} } });
    expect(states(born)).toEqual([['tombstone', { hub: false, remote: false }]]);
    const back = planOf({ hub: 'live', a: { presence: 'live', link: dead.links[0] ?? {} } });
    expect(back.active).toHaveLength(1);
  });

  it('is remembered as a tombstone once both sides were seen together, or while the item is only archived', () => {
    const dead = { ...idle, links: [{ state: 'tombstone', alive: { hub: false, remote: false } }] };
    expect(planOf({ hub: 'gone', a: { presence: 'gone' } })).toMatchObject(dead);
    expect(planOf({ hub: 'soft', a: { presence: 'gone', link: { alive: null } } })).toMatchObject(dead);
  });

  it('without an item in the hub makes one', () => {
    const plan = planOf({ hub: 'gone', a: { presence: 'live', link: { alive: null, base: {} } } });
    expect(plan).toMatchObject({ hub: null, remotes: [], findings: [] });
    expect(plan.active).toHaveLength(1);
  });

  it('with an archived item removes nothing, and is named', () => {
    const plan = planOf({ hub: 'soft', a: { presence: 'live', link: { alive: null, base: {} } } });
    expect(plan).toMatchObject({ hub: null, remotes: [], deletions: [], active: [] });
    expect(findings(plan)).toEqual(['delete_against_edit']);
    expect(states(plan)).toEqual([['tombstone', { hub: false, remote: true }]]);
  });
});

describe('a tombstone', () => {
  it.each<[Presence, Presence, boolean, boolean]>([
    // The item lives, the record was deleted and that was kept.
    ['live', 'gone', true, false],
    ['live', 'soft', true, false],
    // The record lives, the item was deleted and that was kept.
    ['gone', 'live', false, true],
    ['soft', 'live', false, true],
  ])('stays as it is: hub %s, stream %s', (hub, presence, hubAlive, remoteAlive) => {
    const plan = planOf({ hub, a: { presence, link: wasAlive(hubAlive, remoteAlive) }, onDelete: 'remove' });
    expect(plan).toMatchObject(idle);
    expect(states(plan)).toEqual([['tombstone', { hub: hubAlive, remote: remoteAlive }]]);
  });

  it.each<[boolean, boolean]>([
    [true, false],
    [false, true],
  ])(
    'remembers whose delete stayed on its side once the other side is deleted as well (%s, %s)',
    (hub, remote) => {
      const dead = planOf({ hub: 'soft', a: { presence: 'soft', link: wasAlive(hub, remote) } });
      expect(dead).toMatchObject(idle);
      expect(states(dead)).toEqual([['tombstone', { hub, remote }]]);
    },
  );

  it('leaves a record deleted that somebody had deleted by itself, when the item is restored', () => {
    const restorable = { capabilities: { ...capabilities, restorable: true } };
    const a = { presence: 'soft', link: wasAlive(true, false), mapping: restorable } as const;
    expect(planOf({ hub: 'live', a }).remotes).toEqual([]);
    expect(planOf({ hub: 'live', a: { ...a, link: wasAlive(false, false) } }).remotes).toEqual([
      ['a', 'restore'],
    ]);
  });

  it('restores the item when the record comes back', () => {
    const plan = planOf({ hub: 'soft', a: { presence: 'live', link: wasAlive(false, false) } });
    expect(plan).toMatchObject({ hub: 'restore', remotes: [], findings: [] });
  });

  it('makes the item anew, as at first contact, when the record comes back and the item is gone for good', () => {
    for (const hubWasAlive of [false, true]) {
      const plan = planOf({ hub: 'gone', a: { presence: 'live', link: wasAlive(hubWasAlive, false) } });
      expect(plan.hub).toBeNull();
      expect(plan.active.map(({ link }) => link)).toMatchObject([{ state: 'live', alive: null, base: {} }]);
    }
  });

  it('restores the record when the item comes back', () => {
    const plan = planOf({ hub: 'live', a: { presence: 'soft', link: wasAlive(false, false) } });
    expect(plan).toMatchObject({ hub: null, remotes: [['a', 'restore']], deletions: [] });
  });

  it('leaves a record that cannot be restored', () => {
    const mapping = { capabilities: { ...capabilities, restorable: false } };
    const plan = planOf({ hub: 'live', a: { presence: 'soft', link: wasAlive(false, false), mapping } });
    expect(plan).toMatchObject({ ...idle, links: [{ state: 'tombstone' }] });
  });

  it('is forgotten when the item comes back and the record is gone for good, so that it is made anew', () => {
    const plan = planOf({ hub: 'live', a: { presence: 'gone', link: wasAlive(false, false) } });
    expect(plan).toMatchObject({ ...idle, links: [] });
  });

  it('restores the item though another of its records is still deleted', () => {
    const plan = planOf({
      hub: 'soft',
      a: { presence: 'live', link: wasAlive(false, false) },
      b: { presence: 'gone', link: wasAlive(false, false) },
    });
    expect(plan.hub).toBe('restore');
  });
});
