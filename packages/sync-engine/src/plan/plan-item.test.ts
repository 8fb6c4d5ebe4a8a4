import { describe, expect, it } from 'vitest';
import { choice, text } from '../codecs/index.ts';
import type { Link } from '../link.ts';
import type { Authority, Mapping } from '../model.ts';
import type { Fields } from '../value.ts';
import { planItem, type Plan, type PlanInput } from './plan-item.ts';
import { commandRefused, guarded, identityTaken, unclearMoney, writeRefused } from './reports.ts';
import { buildEffect } from './testing/build-effect.ts';
import { buildInput, buildLink } from './testing/build-input.ts';
import { absent, buildRecord, itemKey, present, unknown } from './testing/build-looks.ts';
import { buildCollection, buildMapping, capabilities, line } from './testing/build-model.ts';

const send = { name: 'mark_sent', field: 'status', from: ['draft'], to: 'sent', movesMoney: false } as const;
const status = choice(['draft', 'sent', 'void']);
const fields = { ...line('name', text(), { identity: true }), ...line('status', status) };
const halves = (value: string): Link['base'][string] => ({ hub: value, remote: value });

interface Case extends Partial<PlanInput> {
  readonly hubShows?: Fields | null;
  readonly a?: Fields | null;
  readonly b?: Fields;
  readonly linkA?: Partial<Link>;
  readonly authority?: Record<string, Authority>;
  readonly onA?: Partial<Mapping>;
  readonly onB?: Partial<Mapping>;
  readonly constants?: Readonly<Record<string, Fields>>;
  readonly others?: readonly Link[];
}

const agreed = { name: halves('ann'), status: halves('draft') };
const same = { name: 'ann', status: 'draft' };
const there = (shown: Fields): Fields => ({
  name_there: shown['name'] ?? null,
  status_there: shown['status'] ?? null,
});

/** An item with a record in `a` and, where it shows something, in `b`; all of them agreed on `ann`, a draft. */
function planOf(parts: Case): Plan {
  const { hubShows = same, a = same, b, linkA, authority, onA, onB, constants = {}, others, ...rest } = parts;
  const collection = buildCollection({
    columns: {
      name: { kind: 'value', codec: text() },
      status: { kind: 'value', codec: status },
      company: { kind: 'value', codec: text() },
    },
    authority: {
      name: { kind: 'shared', prefer: 'hub' },
      status: { kind: 'stream', stream: 'a' },
      ...authority,
    },
    mappings: [buildMapping('a', fields, { commands: [send], ...onA }), buildMapping('b', fields, onB)],
    constants,
  });
  const sideOf = (stream: string, shown: Fields | null, link: Partial<Link> = {}) => ({
    link: buildLink(stream, { base: agreed, ...link }),
    look: shown === null ? absent : present(buildRecord(`${stream}-1`, there(shown))),
  });
  return planItem(
    buildInput({
      collection,
      hub: hubShows === null ? absent : present(buildRecord(itemKey.id, hubShows)),
      sides: { a: sideOf('a', a, linkA), ...(b && { b: sideOf('b', b) }) },
      ...(others && { others }),
      ...rest,
    }),
  );
}

const effects = ({ effects: planned }: Plan): unknown[] =>
  planned.map(({ side, kind, fields: written }) => [side, kind, Object.keys(written)]);
const findings = (plan: Plan): string[] => plan.findings.map(({ kind }) => kind);

describe('an item that agrees', () => {
  it('has the empty plan', () => {
    expect(planOf({ b: same })).toMatchObject({
      effects: [],
      findings: [],
      waits: [],
      deletions: [],
      complete: true,
    });
  });
});

describe('the hub first', () => {
  it('is written alone, though streams have to be written too', () => {
    const plan = planOf({
      hubShows: { name: 'ann', status: 'sent' },
      a: { name: 'bob', status: 'draft' },
      onA: { commands: [] },
    });
    expect(effects(plan)).toEqual([['hub', 'update', ['name', 'status']]]);
    expect(plan.effects).toMatchObject([{ remoteId: itemKey.id, part: '' }]);
  });

  it('is followed by the streams', () => {
    const plan = planOf({
      hubShows: { name: 'bob', status: 'draft' },
      b: same,
      linkA: { part: 'contact:1' },
      a: null,
    });
    expect(effects(plan)).toEqual([['b', 'update', ['name']]]);
    expect(plan.effects).toMatchObject([{ remoteId: 'b-1', part: '' }]);
  });

  it('names the record and the part that is written', () => {
    const plan = planItem({
      ...inputOfPart(),
      hub: present(buildRecord(itemKey.id, { name: 'bob' })),
    });
    expect(plan.effects).toMatchObject([{ side: 'a', kind: 'update', remoteId: 'a-1', part: 'contact:1' }]);
  });
});

function inputOfPart(): PlanInput {
  const collection = buildCollection({
    columns: { name: { kind: 'value', codec: text() } },
    authority: { name: { kind: 'hub' } },
    mappings: [buildMapping('a', line('name', text()), { partPrefix: 'contact:' })],
  });
  const parts = { 'contact:1': { fields: { name_there: 'ann' }, key: null } };
  return buildInput({
    collection,
    hub: absent,
    sides: {
      a: {
        link: buildLink('a', { part: 'contact:1', base: { name: halves('ann') } }),
        look: present(buildRecord('a-1', {}, { parts })),
      },
    },
  });
}

describe('an item that the hub lacks', () => {
  const first = { alive: null, base: {} };

  it('is created from what its records show, with the constants of their streams', () => {
    const plan = planOf({
      hubShows: null,
      linkA: first,
      constants: { a: { company: 'acme' }, b: { company: 'other' } },
    });
    expect(plan.effects).toMatchObject([
      {
        side: 'hub',
        kind: 'create',
        remoteId: itemKey.id,
        fields: {
          company: { wanted: 'acme', others: {} },
          name: { wanted: 'ann', others: { a: 'ann' } },
          status: { wanted: 'draft', others: { a: 'draft' } },
        },
      },
    ]);
    expect(plan.effects).toHaveLength(1);
  });

  it('is not created anew when it was deleted', () => {
    expect(effects(planOf({ hubShows: null }))).toEqual([['a', 'remove', []]]);
  });
});

describe('a delete', () => {
  it('in a stream removes the item before anything else is planned', () => {
    const input = {
      hubShows: { name: 'ann', status: 'draft' },
      a: null,
      b: { name: 'ann', status: 'draft' },
    };
    const collection = planOf(input);
    expect(effects(collection)).toEqual([]);
    expect(collection.deletions).toEqual([{ stream: 'a', remoteId: 'a-1' }]);
  });
});

const anotherField: Case = {
  hubShows: { name: 'sent', status: 'draft' },
  a: { name: 'draft', status: 'draft' },
  linkA: { base: { ...agreed, name: halves('draft') } },
};

describe('a command', () => {
  const hubShows = { name: 'ann', status: 'sent' };

  it('is sent for the edit that asks for it, with the state that it needs', () => {
    const plan = planOf({ hubShows });
    expect(plan.effects).toMatchObject([
      {
        side: 'a',
        kind: 'command',
        remoteId: 'a-1',
        command: { name: 'mark_sent', expects: { status: 'draft' } },
        fields: { status: { wanted: 'sent', read: 'draft', others: { hub: 'sent' } } },
      },
    ]);
    expect(findings(plan)).toEqual([]);
  });

  it('comes after the updates of its record', () => {
    expect(effects(planOf({ hubShows: { name: 'bob', status: 'sent' } }))).toEqual([
      ['a', 'update', ['name']],
    ]);
  });

  it('lets other streams wait until its outcome has been seen', () => {
    const plan = planOf({ hubShows: { name: 'ann', status: 'sent' }, b: { name: 'ann', status: 'draft' } });
    expect(effects(plan)).toEqual([['a', 'command', ['status']]]);
    const both = planOf({ hubShows: { name: 'bob', status: 'sent' }, b: { name: 'ann', status: 'draft' } });
    expect(effects(both)).toEqual([['a', 'update', ['name']]]);
  });

  it('lets creates wait', () => {
    const plan = planOf({ hubShows, onB: { createInStream: { when: {} } } });
    expect(effects(plan)).toEqual([['a', 'command', ['status']]]);
  });

  it.each<[string, Case]>([
    ['the hub asks for something else', { hubShows: { name: 'ann', status: 'void' } }],
    ['another field has such a value', { ...anotherField }],
    ['the record is in another state', { a: { name: 'ann', status: 'sent' } }],
    [
      'the hub did not change the field',
      { linkA: { base: { ...agreed, status: { hub: 'sent', remote: 'draft' } } } },
    ],
    ['the sides have never agreed', { linkA: { base: { name: halves('ann') } } }],
  ])('is not sent where %s', (_what, parts) => {
    expect(planOf({ hubShows, ...parts }).effects.filter(({ kind }) => kind === 'command')).toEqual([]);
  });

  it('carries out a delete that the guard held back once a person has looked, whatever it would allow now', () => {
    const deleted = { hubShows: null, onA: { onDelete: 'remove' } } as const;
    const held = planOf({ ...deleted, openFindings: new Set([guarded(itemKey, 'a').key]) });
    expect([held.effects, held.findings.map(({ kind }) => kind)]).toEqual([[], ['delete_guard']]);
    expect(planOf(deleted).effects.map(({ kind, side }) => [kind, side])).toEqual([['remove', 'a']]);
  });

  it('is not sent while an update of its record is refused', () => {
    const update = buildEffect('a', 'update', {
      fields: { name: { wanted: 'bob', read: 'ann', others: {} } },
    });
    const openFindings = new Set([writeRefused(itemKey, update, 'x').key]);
    expect(planOf({ hubShows: { name: 'bob', status: 'sent' }, openFindings }).effects).toEqual([]);
  });

  it.each([
    ['refused', commandRefused(itemKey, 'a', send).key],
    ['left unclear', unclearMoney(itemKey, 'a', send.name).key],
  ])('is not repeated after it was %s: the edit is undone, with a finding', (_what, key) => {
    const plan = planOf({ hubShows, openFindings: new Set([key]) });
    expect(effects(plan)).toEqual([['hub', 'update', ['status']]]);
    expect(findings(plan)).toEqual(['refused_edit']);
  });
});

describe('a write that was refused for good', () => {
  const hubShows = { name: 'bob', status: 'draft' };
  const refused = buildEffect('a', 'update', {
    fields: { name: { wanted: 'bob', read: 'ann', others: {} } },
  });
  const key = writeRefused(itemKey, refused, 'some reason').key;

  it('is not sent again while its finding is open', () => {
    const plan = planOf({ hubShows, openFindings: new Set([key]) });
    expect(plan.effects).toEqual([]);
    expect(plan.findings.map((finding) => finding.key)).toEqual([key]);
  });

  it('does not hold back another write', () => {
    const other = planOf({ hubShows: { name: 'eve', status: 'draft' }, openFindings: new Set([key]) });
    expect(effects(other)).toEqual([['a', 'update', ['name']]]);
    const both = planOf({ hubShows, b: same, openFindings: new Set([key]) });
    expect(effects(both)).toEqual([['b', 'update', ['name']]]);
  });

  it('is sent again once its finding is closed', () => {
    expect(effects(planOf({ hubShows }))).toEqual([['a', 'update', ['name']]]);
  });
});

describe('an identity that another record has', () => {
  it('is left out of the write, and the rest is written', () => {
    const openFindings = new Set([identityTaken(itemKey, 'a', 'name', 'bob').key]);
    const authority: Record<string, Authority> = { status: { kind: 'hub' } };
    const hubShows = { name: 'bob', status: 'sent' };
    const plan = planOf({ hubShows, openFindings, authority, onA: { commands: [] } });
    expect(effects(plan)).toEqual([['a', 'update', ['status']]]);
  });

  it('does not hold back another value', () => {
    const openFindings = new Set([identityTaken(itemKey, 'a', 'name', 'eve').key]);
    expect(effects(planOf({ hubShows: { name: 'bob', status: 'draft' }, openFindings }))).toEqual([
      ['a', 'update', ['name']],
    ]);
  });
});

describe('a create that moves money', () => {
  const onB: Partial<Mapping> = {
    createInStream: { when: {} },
    capabilities: { ...capabilities, movesMoney: true },
  };

  it('is sent once', () => {
    expect(effects(planOf({ onB }))).toEqual([['b', 'create', ['name', 'status']]]);
  });

  it('is not repeated while nobody knows whether it took effect', () => {
    const openFindings = new Set([unclearMoney(itemKey, 'b', 'create').key]);
    expect(planOf({ onB, openFindings }).effects).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it('makes the plan incomplete, and is not written', () => {
    const plan = planOf({
      hubShows: { name: 'bob', status: 'draft' },
      b: same,
      looks: new Map([['b', present(buildRecord('b-1', there(same)))]]),
    });
    expect(plan.complete).toBe(false);
    expect(effects(plan)).toEqual([['b', 'update', ['name']]]);
  });

  it('is nothing to wait for where a link is not looked at any more', () => {
    const plan = planOf({ linkA: { state: 'unlinked' }, looks: new Map() });
    expect(plan.complete).toBe(true);
  });

  it('stops everything if it is the hub', () => {
    const plan = planOf({ hub: unknown, a: { name: 'bob', status: 'sent' } });
    expect(plan).toMatchObject({ effects: [], findings: [], complete: false });
  });

  it('is named field by field, and the rest goes on', () => {
    const odd = planOf({ hubShows: { name: 'bob', status: 'odd' } });
    expect(odd.findings).toMatchObject([{ kind: 'unreadable_value', side: 'hub', field: 'status' }]);
    expect(effects(odd)).toEqual([['a', 'update', ['name']]]);
    const strange = planOf({
      hubShows: { name: 'bob', status: 'draft' },
      a: { name: 'ann', status: 'odd' },
      b: same,
    });
    expect(strange.findings).toMatchObject([{ kind: 'unreadable_value', side: 'a', field: 'status' }]);
    expect(effects(strange)).toEqual([
      ['a', 'update', ['name']],
      ['b', 'update', ['name']],
    ]);
  });
});

describe('a stream that is not configured any more', () => {
  it('keeps its links as they are', () => {
    const gone = buildLink('c', { base: agreed });
    const plan = planOf({ others: [gone] });
    expect(plan.links).toContainEqual(gone);
    expect(plan).toMatchObject({ effects: [], complete: true });
  });
});

describe('an effect', () => {
  it('has an id of its item, revision, side and kind: a repeated plan repeats it', () => {
    const [effect] = planOf({ hubShows: { name: 'bob', status: 'draft' } }).effects;
    expect(effect).toMatchObject({ id: 'companies/i1@7>a:update', state: 'planned', sentAt: null });
  });
});
