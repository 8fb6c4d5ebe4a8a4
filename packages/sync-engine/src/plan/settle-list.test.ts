import { expect, it } from 'vitest';
import { listOf, text } from '../codecs/index.ts';
import { readOutcome } from './read-outcome.ts';
import { settleEffect } from './settle-effect.ts';
import { buildEffect } from './testing/build-effect.ts';
import { buildItem, buildLink, noReferences } from './testing/build-input.ts';
import { buildRecord } from './testing/build-looks.ts';
import { buildCollection, buildMapping, line } from './testing/build-model.ts';

const lines = listOf({ product: text() });
const collection = buildCollection({
  columns: { lines: { kind: 'value', codec: lines } },
  authority: { lines: { kind: 'shared', prefer: 'hub' } },
  mappings: [buildMapping('a', line('lines', lines))],
});
const of = (...products: readonly string[]) => products.map((product) => ({ product }));
const [old, wanted] = [of('pen'), of('ink', 'pad')];
const effect = buildEffect('a', 'update', {
  fields: { lines: { wanted, read: old, others: { hub: wanted } } },
});
const link = buildLink('a', { base: { lines: { hub: old, remote: old } } });

it.each([
  { what: 'the lines that were written', shown: wanted, outcome: 'took_effect', base: wanted },
  {
    what: 'one of them, which somebody may have entered',
    shown: of('ink', 'cup'),
    outcome: 'no_effect',
    base: old,
  },
])(
  'takes an unanswered write of lines for done where the record shows $what: $outcome',
  ({ shown, outcome, base }) => {
    const record = buildRecord('a-1', { lines_there: shown });
    expect(readOutcome(collection, effect, null, { kind: 'present', record }).kind).toBe(outcome);
    const settled = settleEffect({
      collection,
      item: buildItem([link]),
      effect,
      record,
      isLaterRead: true,
      part: '',
      references: noReferences,
    });
    expect(settled.links[0]?.base['lines']).toEqual({ hub: base, remote: base });
  },
);
