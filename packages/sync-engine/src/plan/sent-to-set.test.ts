import { describe, expect, it } from 'vitest';
import { textSet } from '../codecs/index.ts';
import type { Link } from '../link.ts';
import { planItem, type Plan } from './plan-item.ts';
import { rememberSent } from './settle-effect.ts';
import { buildEffect } from './testing/build-effect.ts';
import { buildInput, buildItem, buildLink } from './testing/build-input.ts';
import { buildRecord, itemKey, present } from './testing/build-looks.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const collection = buildCollection({
  columns: { tags: { kind: 'set', codec: textSet() } },
  authority: { tags: { kind: 'shared', prefer: 'hub' } },
  mappings: [
    buildMapping('a', line('tags', textSet())),
    buildMapping('b', line('tags', textSet({ lowerCase: true }))),
  ],
});
const sent = (...value: readonly string[]): Link['written'] => ({
  tags: { side: 'remote', value, times: 0 },
});

describe('an update of a set in a stream whose record is not there to tell what came of it', () => {
  const rememberedBy = (wanted: readonly string[], read: readonly string[], before: Link['written'] = {}) => {
    const effect = buildEffect('b', 'update', {
      fields: { tags: { wanted, read, others: { hub: wanted } } },
    });
    const item = buildItem([buildLink('a'), buildLink('b', { written: before })]);
    return rememberSent({ collection, item, effect }).map(({ stream, written, lost }) => [
      stream,
      written,
      lost,
    ]);
  };

  it('is remembered by the members that were to come, as that stream shows them', () => {
    expect(rememberedBy(['New', 'old'], ['old', 'out'])).toEqual([
      ['a', {}, {}],
      ['b', sent('new'), {}],
    ]);
  });

  it('is not remembered where it brought no member', () => {
    expect(rememberedBy(['old'], ['old', 'out'])[1]).toEqual(['b', {}, {}]);
  });

  it('is remembered beside another one before it', () => {
    expect(rememberedBy(['also', 'new'], ['new'], sent('new'))[1]).toEqual(['b', sent('new', 'also'), {}]);
  });
});

describe('a record that is back after such an update', () => {
  interface Shown {
    readonly hub: readonly string[];
    readonly a: readonly string[];
    readonly b: readonly string[];
  }
  function planOf({ hub, a, b }: Shown, written = sent('new')): Plan {
    const base = (members: readonly string[]): Link['base'] => ({ tags: { hub: members, remote: members } });
    const shows = (id: string, members: readonly string[]) =>
      present(buildRecord(id, { tags_there: members }));
    return planItem(
      buildInput({
        collection,
        hub: present(buildRecord(itemKey.id, { tags: hub })),
        sides: {
          a: { link: buildLink('a', { base: base(['new', 'old']) }), look: shows('a-1', a) },
          b: { link: buildLink('b', { base: base(['old']), written }), look: shows('b-1', b) },
        },
      }),
    );
  }
  const wanted = ({ effects }: Plan): unknown =>
    effects.map(({ side, fields }) => [side, fields['tags']?.wanted]);
  const writtenOf = ({ links }: Plan): unknown => links.find(({ stream }) => stream === 'b')?.written;

  it('adds nothing by what was sent to it: who took that out elsewhere has seen it', () => {
    const plan = planOf({ hub: ['new', 'old'], a: ['old'], b: ['more', 'new', 'old'] });
    expect(wanted(plan)).toEqual([['hub', ['more', 'old']]]);
  });

  it('takes nothing out by not showing what was sent to it: that never arrived', () => {
    const plan = planOf({ hub: ['new', 'old'], a: ['new', 'old'], b: ['old'] });
    expect(wanted(plan)).toEqual([['b', ['new', 'old']]]);
  });

  it('is remembered while it shows any of what was sent, until the sides agree', () => {
    const shown = { hub: ['new', 'old'], a: ['new', 'old'] };
    expect(writtenOf(planOf({ ...shown, b: ['more', 'new', 'old'] }))).toEqual(sent('new'));
    expect(writtenOf(planOf({ ...shown, b: ['old'] }))).toEqual({});
    expect(writtenOf(planOf({ ...shown, b: ['new', 'old'] }))).toEqual({});
  });

  it('counts what was written with an answer for nothing of that sort', () => {
    const answered: Link['written'] = { tags: { side: 'remote', value: ['new'], times: 1 } };
    const plan = planOf({ hub: ['new', 'old'], a: ['old'], b: ['new', 'old'] }, answered);
    expect(wanted(plan)).toEqual([['a', ['new', 'old']]]);
    expect(writtenOf(plan)).toEqual(answered);
  });
});
