import { describe, expect, it } from 'vitest';
import { choice, text } from '../codecs/index.ts';
import { byStream, defineAuthority, defineCollection, defineMapping, defineModel, shared } from './index.ts';

const companies = defineCollection({
  name: 'companies',
  owner: 'owner_company',
  columns: {
    owner_company: { kind: 'value', codec: text() },
    name: { kind: 'value', codec: text() },
    state: { kind: 'value', codec: choice({ open: 'open', closed: 'closed' }) },
  },
  onDelete: 'keep',
  longestRequest: 30_000,
  overlap: 0,
});

const clientsOf = (connection: string) =>
  defineMapping(companies, {
    stream: `${connection}.clients`,
    entity: 'ninja.clients',
    remoteFields: ['name', 'state'],
    fields: {
      name: { remote: 'name', codec: text(), direction: 'both' },
      state: { remote: 'state', codec: choice({ open: '1', closed: '2' }), direction: 'in' },
    },
    capabilities: {
      modifiedFilter: true,
      overlap: 60_000,
      resumable: true,
      deletes: 'soft',
      restorable: true,
      movesIds: false,
      keySlot: true,
      cas: false,
      longestRequest: 30_000,
      movesMoney: false,
    },
    matchBy: [['name']],
    createInHub: true,
    createInStream: false,
    onDelete: 'keep',
    constants: { owner_company: connection },
  });

describe('several connections of one provider', () => {
  it('are decided by one authority, which names the entity', () => {
    const model = defineModel([
      defineAuthority(companies, [clientsOf('acme'), clientsOf('beta')], {
        name: shared({ prefer: 'hub' }),
        state: byStream('ninja.clients'),
      }),
    ]);
    const collection = model.collections['companies'];
    expect(Object.keys(collection?.mappings ?? {})).toEqual(['acme.clients', 'beta.clients']);
    expect(collection?.authority['state']).toEqual({ kind: 'stream', stream: 'ninja.clients' });
  });

  it('cannot be decided by one connection alone', () => {
    expect(() =>
      defineModel([
        defineAuthority(companies, [clientsOf('acme'), clientsOf('beta')], {
          name: shared({ prefer: 'hub' }),
          // @ts-expect-error -- a stream of one connection is not what authority names
          state: byStream('acme.clients'),
        }),
      ]),
    ).toThrow(/acme\.clients decides it, but does not map it/);
  });
});
