import { describe, expect, it } from 'vitest';
import { choice, text, textSet } from '../codecs/index.ts';
import type { Link, WrittenValue } from '../link.ts';
import type { Fields } from '../value.ts';
import { planItem, type Plan } from './plan-item.ts';
import { rememberSent } from './settle-effect.ts';
import { buildEffect } from './testing/build-effect.ts';
import { buildInput, buildItem, buildLink } from './testing/build-input.ts';
import { buildRecord, itemKey, present } from './testing/build-looks.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const status = choice(['draft', 'sent']);
const pay = { name: 'pay', field: 'status', from: ['draft'], to: 'sent', movesMoney: true } as const;
const fields = {
  ...line('name', text()),
  ...line('status', status),
  ...line('tags', textSet()),
};
const collection = buildCollection({
  columns: {
    name: { kind: 'value', codec: text({ trim: true }) },
    status: { kind: 'value', codec: status },
    tags: { kind: 'set', codec: textSet() },
  },
  authority: {
    name: { kind: 'shared', prefer: 'hub' },
    status: { kind: 'shared', prefer: 'hub' },
    tags: { kind: 'shared', prefer: 'hub' },
  },
  mappings: [buildMapping('a', fields, { commands: [pay] }), buildMapping('b', fields)],
});

const base: Link['base'] = {
  name: { hub: 'ann', remote: 'ann' },
  status: { hub: 'draft', remote: 'draft' },
  tags: { hub: [], remote: [] },
};
const sentToHub = (value: string, times = 0): WrittenValue => ({ side: 'hub', value, times });

describe('an update of the hub whose item is not there to tell what came of it', () => {
  const update = buildEffect('hub', 'update', {
    fields: {
      name: { wanted: 'bob', read: 'ann', others: { a: ' bob ', b: 'ann' } },
      tags: { wanted: ['t'], read: [], others: { a: ['t'], b: [] } },
    },
  });
  const rememberedBy = (effect = update): unknown =>
    rememberSent({ collection, item: buildItem([buildLink('a'), buildLink('b')]), effect }).map(
      ({ stream, written }) => [stream, written],
    );

  it('is remembered for the stream whose value it was, and not for others or sets', () => {
    expect(rememberedBy()).toEqual([
      ['a', { name: sentToHub('bob') }],
      ['b', {}],
    ]);
  });

  it('is not remembered if it was no update', () => {
    expect(rememberedBy({ ...update, kind: 'create' })).toEqual([
      ['a', {}],
      ['b', {}],
    ]);
  });
});

describe('an item that is back after such an update', () => {
  interface Shown {
    readonly hub: Fields;
    readonly a?: Fields;
    readonly b?: Fields;
  }
  const agreed = { name: 'ann', status: 'draft', tags: [] };
  const there = (shown: Fields): Fields =>
    Object.fromEntries(
      Object.entries({ ...agreed, ...shown }).map(([name, value]) => [`${name}_there`, value]),
    );

  function planOf(written: Link['written'], { hub, a = {}, b = {} }: Shown): Plan {
    const sides = { a: { shown: a, written }, b: { shown: b, written: {} } };
    return planItem(
      buildInput({
        collection,
        hub: present(buildRecord(itemKey.id, { ...agreed, ...hub })),
        sides: Object.fromEntries(
          Object.entries(sides).map(([stream, side]) => [
            stream,
            {
              link: buildLink(stream, { base, written: side.written }),
              look: present(buildRecord(`${stream}-1`, there(side.shown))),
            },
          ]),
        ),
      }),
    );
  }
  const toHub = ({ effects }: Plan): unknown =>
    effects.find(({ side }) => side === 'hub')?.fields['name']?.wanted;
  const lost = ({ findings }: Plan): unknown =>
    findings.map(({ kind, side, lost: value }) => [kind, side, value]);

  it('takes what its stream shows since: that it holds what was sent is nobody’s edit', () => {
    const plan = planOf({ name: sentToHub('bob') }, { hub: { name: 'bob' }, a: { name: 'eve' } });
    expect(toHub(plan)).toBe('eve');
    expect(lost(plan)).toEqual([]);
  });

  it('keeps what somebody entered instead, and names the edit of the stream', () => {
    const plan = planOf({ name: sentToHub('bob') }, { hub: { name: 'cyd' }, a: { name: 'eve' } });
    expect(toHub(plan)).toBeUndefined();
    expect(lost(plan)).toEqual([['conflict', 'a', 'eve']]);
  });

  it('keeps what another stream has not seen against that stream’s edit', () => {
    const shown = { hub: { name: 'bob' }, a: { name: 'bob' }, b: { name: 'eve' } };
    const plan = planOf({ name: sentToHub('bob') }, shown);
    expect(toHub(plan)).toBeUndefined();
    expect(lost(plan)).toEqual([['conflict', 'b', 'eve']]);
  });

  it('forgets it once the hub shows something else: whoever enters it later means it', () => {
    const written = { name: sentToHub('bob'), status: sentToHub('draft', 2) };
    const { links } = planOf(written, { hub: {} });
    expect(links.map((link) => link.written)).toEqual([{ status: written.status }, {}]);
    const [kept] = planOf(written, { hub: { name: 'bob' }, a: { name: 'eve' } }).links;
    expect(kept?.written).toEqual(written);
  });

  it('asks for no command by a state that nobody entered', () => {
    const commands = (written: Link['written']): unknown =>
      planOf(written, { hub: { status: 'sent' } }).effects.filter(({ kind }) => kind === 'command').length;
    expect(commands({})).toBe(1);
    expect(commands({ status: sentToHub('sent') })).toBe(0);
  });
});
