import { byHub, byStream, shared } from '../define/authority-rules.ts';
import type { AuthorityDefinition } from '../define/define-authority.ts';
import type { CollectionDefinition, ColumnDefinition } from '../define/define-collection.ts';
import type { MappingDefinition } from '../define/define-mapping.ts';
import { defineModel } from '../define/define-model.ts';
import { ModelError } from '../define/model-error.ts';
import { choice, reference, text } from '../codecs/index.ts';
import type { Authority, FieldMapping, StreamCapabilities } from '../model.ts';

export const capabilities: StreamCapabilities = {
  modifiedFilter: true,
  overlap: 0,
  resumable: true,
  movesIds: false,
  deletes: 'soft',
  restorable: true,
  keySlot: true,
  cas: false,
  longestRequest: 30_000,
  movesMoney: false,
};
export const companies: CollectionDefinition = {
  name: 'companies',
  owner: 'owner',
  columns: {
    owner: { kind: 'value', codec: text() },
    name: { kind: 'value', codec: text() },
    state: { kind: 'value', codec: choice(['draft', 'sent']) },
  },
  onDelete: 'keep',
  longestRequest: 30_000,
  overlap: 0,
};
const people: CollectionDefinition = {
  ...companies,
  name: 'people',
  owner: null,
  columns: {
    email: { kind: 'value', codec: text() },
    company: { kind: 'reference', codec: reference(), to: 'companies' },
  },
};
export const clients: MappingDefinition = {
  stream: 'ninja.clients',
  entity: 'ninja.clients',
  collection: 'companies',
  partPrefix: '',
  remoteFields: ['name', 'state', 'extra'],
  fields: {
    name: { remote: 'name', codec: text(), direction: 'both' },
    state: { remote: 'state', codec: choice({ draft: 1, sent: 2 }), direction: 'in' },
  },
  capabilities,
  matchBy: [['name']],
  createInHub: true,
  createInStream: { when: { state: ['draft'] } },
  onDelete: 'remove',
  commands: [{ name: 'send', field: 'state', from: ['draft'], to: 'sent', movesMoney: false }],
  constants: { owner: 'acme' },
};
const contacts: MappingDefinition = {
  ...clients,
  collection: 'people',
  partPrefix: 'contact:',
  parent: 'company',
  remoteFields: ['email', 'company_id'],
  fields: {
    email: { remote: 'email', codec: text(), direction: 'both' },
    company: { remote: 'company_id', codec: reference(), direction: 'both', refers: 'ninja.clients' },
  },
  matchBy: [['email']],
  createInStream: false,
  commands: [],
  constants: {},
};

interface Change {
  readonly collection?: Partial<CollectionDefinition>;
  readonly mapping?: Partial<MappingDefinition>;
  readonly authority?: AuthorityDefinition['authority'];
}
/** Companies with their clients in ninja. */
export const companyModel = ({ collection, mapping, authority }: Change = {}): AuthorityDefinition => ({
  collection: { ...companies, ...collection },
  mappings: [{ ...clients, ...mapping }],
  authority: { name: shared({ prefer: 'hub' }), state: byStream('ninja.clients'), ...authority },
});
/** People with their contacts in ninja: parts of the clients. */
export const peopleModel = ({ collection, mapping }: Change = {}): AuthorityDefinition => ({
  collection: { ...people, ...collection },
  mappings: [{ ...contacts, ...mapping }],
  authority: { email: byHub(), company: byHub() },
});
/** Companies with one more column. */
export const withColumn = (extra: ColumnDefinition): AuthorityDefinition =>
  companyModel({ collection: { columns: { ...companies.columns, extra } } });
/** Companies with one more column that ninja maps. */
export const withField = (
  extra: ColumnDefinition,
  line: Partial<FieldMapping>,
  rule: Authority = byHub(),
): AuthorityDefinition =>
  companyModel({
    collection: { columns: { ...companies.columns, extra } },
    mapping: {
      fields: {
        ...clients.fields,
        extra: { remote: 'extra', codec: extra.codec, direction: 'both', ...line },
      },
    },
    authority: { extra: rule },
  });
/** Companies on a stream that can do something else. */
export const able = (change: Partial<StreamCapabilities>): AuthorityDefinition =>
  companyModel({ mapping: { capabilities: { ...capabilities, ...change } } });
export const value: ColumnDefinition = { kind: 'value', codec: text() };
export const parent: ColumnDefinition = { kind: 'reference', codec: reference(), to: 'companies' };

/** Every mistake that `defineModel` finds. */
export function mistakesOf(definitions: readonly AuthorityDefinition[]): readonly string[] {
  try {
    defineModel(definitions);
    return [];
  } catch (error) {
    if (error instanceof ModelError) return error.mistakes;
    throw error;
  }
}

/** People of a stream of their own: whole records, not parts. */
const { parent: _parent, ...whole } = contacts;
export const erpPeople: AuthorityDefinition = {
  ...peopleModel(),
  mappings: [{ ...whole, stream: 'erp.people', partPrefix: '' }],
};
