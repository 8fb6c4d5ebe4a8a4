import { describe, expect, it } from 'vitest';
import { text } from '../codecs/index.ts';
import type { Link } from '../link.ts';
import { planExistence } from './plan-existence.ts';
import type { Presence, SideView } from './side-view.ts';
import { buildLink } from './testing/build-input.ts';
import { itemKey } from './testing/build-looks.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const column = { kind: 'value', codec: text() } as const;
const mappings = {
  small: buildMapping('small', line('name', text())),
  large: buildMapping('large', { ...line('name', text()), ...line('note', text()) }),
};
const collection = buildCollection({
  columns: { name: column, note: column },
  authority: { name: { kind: 'shared', prefer: 'hub' }, note: { kind: 'shared', prefer: 'hub' } },
  mappings: Object.values(mappings),
  onDelete: 'remove',
});

type Stream = keyof typeof mappings;
const isStream = (name: string): name is Stream => name in mappings;

const halves = (value: string): Link['base'][string] => ({ hub: value, remote: value });
const viewOf = (presence: Presence, values: SideView['values']): SideView => ({
  presence,
  record: null,
  values: presence === 'live' ? values : {},
  unreadable: {},
});

/** Both records have agreed on the item; then its note is edited in the hub, and `told` says who has heard of it. */
function startItem({ told = false }: { readonly told?: boolean } = {}) {
  const note = told ? 'new' : 'old';
  let links: readonly Link[] = [
    buildLink('large', { base: { name: halves('ann'), note: halves(note) } }),
    buildLink('small', { base: { name: halves('ann') } }),
  ];
  /** Plans the item once; records that are not named live. */
  return (seen: Partial<Record<Stream, Presence>>) => {
    const plan = planExistence({
      collection,
      item: itemKey,
      hub: viewOf('live', { name: 'ann', note: 'new' }),
      links: links.flatMap((link) =>
        isStream(link.stream)
          ? [
              {
                link,
                mapping: mappings[link.stream],
                view: viewOf(seen[link.stream] ?? 'live', { name: 'ann', note }),
              },
            ]
          : [],
      ),
      hubKeepsItem: false,
      deletesAllowed: () => true,
    });
    ({ links } = plan);
    return { hub: plan.hub, kept: plan.findings.map(({ side }) => side) };
  };
}

describe('an item edited in a field of one of its streams, and deleted in both', () => {
  it.each<Presence>(['gone', 'soft'])('is kept if both deletes are heard of at once (%s)', (presence) => {
    const plan = startItem();
    expect(plan({ large: presence, small: presence })).toEqual({ hub: null, kept: ['large', 'small'] });
    expect(plan({ large: presence, small: presence })).toEqual({ hub: null, kept: [] });
  });

  it.each<readonly [Stream, Stream]>([
    ['small', 'large'],
    ['large', 'small'],
  ])('is kept if %s is heard of before %s, with one finding for each', (first, second) => {
    const plan = startItem();
    expect(plan({ [first]: 'gone' })).toEqual({ hub: null, kept: [first] });
    expect(plan({ [first]: 'gone' })).toEqual({ hub: null, kept: [] });
    expect(plan({ small: 'gone', large: 'gone' })).toEqual({ hub: null, kept: [second] });
    expect(plan({ small: 'gone', large: 'gone' })).toEqual({ hub: null, kept: [] });
  });

  it('is removed if whoever deleted the record with the field had been told of the edit', () => {
    expect(startItem({ told: true })({ small: 'gone', large: 'gone' })).toEqual({ hub: 'remove', kept: [] });
    const plan = startItem({ told: true });
    expect(plan({ large: 'gone' })).toEqual({ hub: 'remove', kept: [] });
  });
});
