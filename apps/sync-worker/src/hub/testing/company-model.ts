import {
  byStream,
  decimal,
  decimalNumber,
  defineModel,
  integer,
  type MappingDefinition,
  type Model,
  shared,
  text,
} from '@unified-sync/sync-engine';

const amount = { precision: 19, scale: 4 };

const clients: MappingDefinition = {
  stream: 'ninja.clients',
  entity: 'ninja.clients',
  collection: 'companies',
  partPrefix: '',
  remoteFields: ['name', 'email', 'notes', 'balance', 'days'],
  fields: {
    name: { remote: 'name', codec: text({ trim: true }), direction: 'both' },
    email: { remote: 'email', codec: text({ lowerCase: true }), direction: 'both' },
    note: { remote: 'notes', codec: text({ storedEmpty: '' }), direction: 'both' },
    balance: { remote: 'balance', codec: decimalNumber(amount), direction: 'in' },
    terms: { remote: 'days', codec: integer(), direction: 'both' },
  },
  capabilities: {
    modifiedFilter: true,
    overlap: 0,
    resumable: true,
    deletes: 'soft',
    restorable: true,
    movesIds: false,
    keySlot: true,
    cas: false,
    longestRequest: 1_000,
    movesMoney: false,
  },
  matchBy: [['email']],
  createInHub: true,
  createInStream: { when: {} },
  onDelete: 'remove',
  commands: [],
  constants: {},
};

/** Companies of the hub with the clients of one provider. */
export const companyModel: Model = defineModel([
  {
    collection: {
      name: 'companies',
      owner: null,
      columns: {
        name: { kind: 'value', codec: text({ maxLength: 100 }) },
        email: { kind: 'value', codec: text() },
        note: { kind: 'value', codec: text() },
        balance: { kind: 'value', codec: decimal(amount) },
        terms: { kind: 'value', codec: integer() },
      },
      onDelete: 'remove',
      longestRequest: 60_000,
      overlap: 5_000,
    },
    mappings: [clients],
    authority: {
      name: shared({ prefer: 'hub' }),
      email: shared({ prefer: 'hub' }),
      note: shared({ prefer: 'ninja.clients' }),
      balance: byStream('ninja.clients'),
      terms: shared({ prefer: 'hub' }),
    },
  },
]);
