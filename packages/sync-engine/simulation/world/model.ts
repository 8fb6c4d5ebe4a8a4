import type {
  Authority,
  Codec,
  Column,
  CollectionModel,
  FieldMapping,
  Mapping,
  Model,
  StreamCapabilities,
} from '../../src/index.ts';
import { crmCodecs as crm, hubCodecs as hub, ledgerCodecs as ledger } from './codecs.ts';
import { longestRequest, overlap } from './tables.ts';

/** The one owner company whose connections both spokes are. */
export const owner = 'acme';

const field = (
  remote: string,
  codec: Codec,
  rest: Partial<Omit<FieldMapping, 'remote' | 'codec'>> = {},
): FieldMapping => ({ remote, codec, direction: 'both', ...rest });

const value = (codec: Codec): Column => ({ kind: 'value', codec });
const set = (codec: Codec): Column => ({ kind: 'set', codec });
const reference = (to: string): Column => ({ kind: 'reference', codec: hub.reference, to });
const shared = (prefer: string): Authority => ({ kind: 'shared', prefer });
const stream = (name: string): Authority => ({ kind: 'stream', stream: name });

const soft: StreamCapabilities = {
  modifiedFilter: true,
  overlap,
  resumable: true,
  deletes: 'soft',
  restorable: true,
  movesIds: false,
  keySlot: true,
  cas: false,
  longestRequest,
  movesMoney: false,
};
const hard: StreamCapabilities = {
  ...soft,
  resumable: false,
  deletes: 'hard',
  restorable: false,
  movesIds: 'merge',
};
// A contact that is missing from a client's list is gone.
const contacts: StreamCapabilities = { ...soft, deletes: 'hard', restorable: false };
const entries: StreamCapabilities = { ...hard, deletes: 'none', movesMoney: true };

const byDefault: Pick<Mapping, 'createInHub' | 'createInStream' | 'onDelete' | 'commands'> = {
  createInHub: true,
  createInStream: { when: { owner_company: [owner] } },
  onDelete: 'remove',
  commands: [],
};

const companies: CollectionModel = {
  name: 'companies',
  owner: 'owner_company',
  columns: {
    owner_company: value(hub.text),
    name: value(hub.text),
    email: value(hub.text),
    currency: value(hub.currency),
    rate: value(hub.rate),
    note: value(hub.text),
    tags: set(hub.tags),
    type: value(hub.type),
  },
  authority: {
    name: shared('hub'),
    email: shared('a.clients'),
    currency: shared('hub'),
    rate: shared('b.customers'),
    note: { kind: 'hub' },
    tags: shared('hub'),
    type: { kind: 'hub' },
  },
  mappings: {
    'a.clients': {
      ...byDefault,
      stream: 'a.clients',
      entity: 'a.clients',
      collection: 'companies',
      partPrefix: '',
      fields: {
        name: field('name', ledger.text),
        email: field('client_email', ledger.text),
        currency: field('currency_code', ledger.currency),
        rate: field('exchange_rate', ledger.rate),
        note: field('private_notes', ledger.text),
        tags: field('labels', ledger.tags),
      },
      capabilities: soft,
      matchBy: [['name']],
    },
    'b.customers': {
      ...byDefault,
      stream: 'b.customers',
      entity: 'b.customers',
      collection: 'companies',
      partPrefix: '',
      fields: {
        name: field('customer_name', crm.trimmed),
        email: field('email_id', crm.text),
        currency: field('default_currency', crm.currency),
        rate: field('conversion_rate', crm.rate),
        note: field('customer_details', crm.text),
        tags: field('user_tags', crm.tagText),
        type: field('customer_group', crm.group),
      },
      capabilities: { ...hard, movesIds: 'rename', cas: true },
      matchBy: [['email'], ['name']],
    },
  },
  constants: {
    'a.clients': { owner_company: owner, type: 'client' },
    'b.customers': { owner_company: owner },
  },
  onDelete: 'remove',
  longestRequest,
  overlap,
};

const people: CollectionModel = {
  name: 'people',
  owner: 'owner_company',
  columns: {
    owner_company: value(hub.text),
    first_name: value(hub.text),
    email: value(hub.text),
    phone: value(hub.text),
    company: reference('companies'),
    opt_out: value(hub.yesNo),
    points: value(hub.integer),
    tags: set(hub.tags),
  },
  authority: {
    first_name: shared('hub'),
    email: shared('b.contacts'),
    phone: { kind: 'manual' },
    company: shared('hub'),
    opt_out: { kind: 'either', wins: true },
    points: stream('b.contacts'),
    tags: shared('hub'),
  },
  mappings: {
    'a.clients': {
      ...byDefault,
      stream: 'a.clients',
      entity: 'a.clients',
      collection: 'people',
      partPrefix: 'contact:',
      parent: 'company',
      fields: {
        first_name: field('contact_first_name', ledger.text, { unit: 'contacts' }),
        email: field('contact_email', ledger.text, { unit: 'contacts' }),
        phone: field('contact_phone', ledger.text, { unit: 'contacts' }),
        company: field('client_id', ledger.reference, { direction: 'in', refers: 'a.clients' }),
        opt_out: field('contact_unsubscribed', ledger.oneZero, { unit: 'contacts' }),
      },
      capabilities: contacts,
      matchBy: [['email'], ['first_name']],
    },
    'b.contacts': {
      ...byDefault,
      stream: 'b.contacts',
      entity: 'b.contacts',
      collection: 'people',
      partPrefix: '',
      fields: {
        first_name: field('firstname', crm.text),
        email: field('email', crm.mail, { identity: true }),
        phone: field('phone', crm.text),
        company: field('company', crm.reference, { refers: 'b.customers' }),
        opt_out: field('do_not_contact', crm.yesNo),
        points: field('points', crm.integer, { direction: 'in' }),
        tags: field('tags', crm.tags),
      },
      capabilities: hard,
      matchBy: [['email'], ['first_name']],
    },
  },
  constants: { 'a.clients': { owner_company: owner }, 'b.contacts': { owner_company: owner } },
  onDelete: 'remove',
  longestRequest,
  overlap,
};

/** Shared while A shows a draft, A's alone once it is issued. */
const untilIssued: Authority = {
  kind: 'by-state',
  stream: 'a.invoices',
  field: 'status',
  states: [{ in: ['draft'], authority: { kind: 'shared', prefer: 'hub' } }],
  otherwise: { kind: 'stream', stream: 'a.invoices' },
};

const invoices: CollectionModel = {
  name: 'invoices',
  owner: 'owner_company',
  columns: {
    owner_company: value(hub.text),
    number: value(hub.text),
    company: reference('companies'),
    status: value(hub.status),
    note: value(hub.text),
    amount: value(hub.amount),
    lines: value(hub.lines),
    posted: value(hub.yesNo),
  },
  authority: {
    number: stream('a.invoices'),
    company: shared('hub'),
    status: stream('a.invoices'),
    note: untilIssued,
    amount: untilIssued,
    lines: untilIssued,
    posted: stream('b.entries'),
  },
  mappings: {
    'a.invoices': {
      ...byDefault,
      stream: 'a.invoices',
      entity: 'a.invoices',
      collection: 'invoices',
      partPrefix: '',
      fields: {
        number: field('number', ledger.text),
        company: field('client_id', ledger.reference, { refers: 'a.clients' }),
        status: field('status_id', ledger.status),
        note: field('public_notes', ledger.text),
        amount: field('amount', ledger.amount, { unit: 'amounts' }),
        lines: field('line_items', ledger.lines, { unit: 'amounts' }),
      },
      capabilities: soft,
      matchBy: [['number']],
      commands: [
        { name: 'send', field: 'status', from: ['draft'], to: 'sent', movesMoney: false },
        { name: 'pay', field: 'status', from: ['sent'], to: 'paid', movesMoney: true },
      ],
    },
    'b.entries': {
      ...byDefault,
      stream: 'b.entries',
      entity: 'b.entries',
      collection: 'invoices',
      partPrefix: '',
      fields: {
        number: field('invoice_no', crm.text, { direction: 'out' }),
        company: field('customer', crm.reference, { direction: 'out', refers: 'b.customers' }),
        status: field('status', crm.status, { direction: 'out' }),
        note: field('remark', crm.trimmed, { direction: 'out' }),
        amount: field('grand_total', crm.amount, { direction: 'out', unit: 'amounts' }),
        lines: field('items', crm.lines, { direction: 'out', unit: 'amounts' }),
        posted: field('posted', crm.yesNo, { direction: 'in' }),
      },
      capabilities: entries,
      matchBy: [['number']],
      createInHub: false,
      createInStream: { when: { owner_company: [owner], status: ['sent', 'paid'] } },
      onDelete: 'keep',
    },
  },
  constants: { 'a.invoices': { owner_company: owner }, 'b.entries': { owner_company: owner } },
  onDelete: 'remove',
  longestRequest,
  overlap,
};

/** One hub and two spokes on the same items. */
export const model: Model = { collections: { companies, people, invoices } };

type FieldClass = 'unique' | 'set' | 'reference' | 'shared-values';

const fewValues: ReadonlySet<string> = new Set([
  'owner_company',
  'currency',
  'type',
  'opt_out',
  'status',
  'posted',
]);

/** How the values of a hub field can be told apart. */
export function fieldClass(collection: string, name: string): FieldClass {
  const kind = model.collections[collection]?.columns[name]?.kind;
  if (kind === 'set' || kind === 'reference') return kind;
  return fewValues.has(name) ? 'shared-values' : 'unique';
}

/** Hub fields that hold amounts of money. */
export const moneyFields = (collection: string): readonly string[] =>
  collection === 'invoices' ? ['amount'] : [];
