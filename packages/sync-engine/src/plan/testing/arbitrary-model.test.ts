import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reference, text } from '../../codecs/index.ts';
import { defineModel, type AuthorityDefinition } from '../../define/index.ts';
import type { CollectionModel, Mapping } from '../../model.ts';
import { arbitraryModel } from './arbitrary-model.ts';
import { buildMapping, line } from './build-model.ts';

const definitionOf = (collection: CollectionModel): AuthorityDefinition => ({
  // Its columns come from a table that holds nothing but columns as a definition has them.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  collection: collection as unknown as AuthorityDefinition['collection'],
  mappings: Object.values(collection.mappings).map(asDefinition),
  authority: collection.authority,
});

const asDefinition = (mapping: Mapping): AuthorityDefinition['mappings'][number] => ({
  ...mapping,
  remoteFields: Object.values(mapping.fields).map(({ remote }) => remote),
  constants: {},
});

/** The people that the models refer to. */
const people: AuthorityDefinition = {
  collection: {
    name: 'people',
    owner: null,
    columns: {
      name: { kind: 'value', codec: text() },
      boss: { kind: 'reference', codec: reference(), to: 'people' },
    },
    onDelete: 'keep',
    longestRequest: 1,
    overlap: 0,
  },
  mappings: ['a.people', 'b.people', 'c.people'].map((stream) =>
    asDefinition({ ...buildMapping(stream, line('name', text())), collection: 'people' }),
  ),
  authority: { name: { kind: 'hub' } },
};

describe('the models that properties are tested with', () => {
  it('are models as they can be defined', () => {
    fc.assert(
      fc.property(arbitraryModel, (collection) => {
        expect(() => defineModel([definitionOf(collection), people])).not.toThrow();
      }),
    );
  });

  it('have every kind of authority, every direction, and commands', () => {
    const models = fc.sample(arbitraryModel, { seed: 1, numRuns: 200 });
    const kinds = new Set(
      models.flatMap(({ authority }) => Object.values(authority).map(({ kind }) => kind)),
    );
    expect([...kinds].toSorted()).toEqual(['by-state', 'either', 'hub', 'manual', 'shared', 'stream']);
    const mappings = models.flatMap((model) => Object.values(model.mappings));
    const directions = new Set(
      mappings.flatMap(({ fields }) => Object.values(fields).map(({ direction }) => direction)),
    );
    expect([...directions].toSorted()).toEqual(['both', 'in', 'out']);
    expect(mappings.some(({ commands }) => commands.length > 0)).toBe(true);
  });
});
