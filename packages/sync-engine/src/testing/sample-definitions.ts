import {
  boolean,
  choice,
  decimal,
  decimalNumber,
  listOf,
  reference,
  text,
  textSet,
} from '../codecs/index.ts';
import { byStream, either, shared } from '../define/authority-rules.ts';
import { defineCollection } from '../define/define-collection.ts';
import { defineMapping } from '../define/define-mapping.ts';
import { capabilities } from './sample-model.ts';

const longestRequest = 30_000;
export const rules = {
  capabilities,
  matchBy: [],
  createInHub: true,
  createInStream: false,
  onDelete: 'remove',
} as const;
export const amount = decimalNumber({ precision: 19, scale: 4 });
export const states = choice({ draft: '1', sent: '2' });

export const invoices = defineCollection({
  name: 'invoices',
  owner: null,
  columns: {
    number: { kind: 'value', codec: text() },
    status: { kind: 'value', codec: choice(['draft', 'sent', 'paid']) },
    gross: { kind: 'value', codec: decimal({ precision: 19, scale: 4 }) },
    muted: { kind: 'value', codec: boolean() },
    lines: { kind: 'value', codec: listOf({ price: decimal({ precision: 19, scale: 4 }) }) },
    tags: { kind: 'set', codec: textSet() },
    replaces: { kind: 'reference', codec: reference(), to: 'invoices' },
  },
  onDelete: 'keep',
  longestRequest,
  overlap: 0,
});
export const ninja = defineMapping(invoices, {
  ...rules,
  stream: 'ninja.invoices',
  remoteFields: ['number', 'status_id', 'amount', 'mute'],
  fields: {
    number: { remote: 'number', codec: text(), direction: 'both' },
    status: { remote: 'status_id', codec: states, direction: 'in' },
    gross: { remote: 'amount', codec: amount, direction: 'both' },
    muted: { remote: 'mute', codec: boolean(), direction: 'both' },
  },
});
export const erp = defineMapping(invoices, {
  ...rules,
  stream: 'erp.invoices',
  remoteFields: ['number', 'total'],
  fields: {
    number: { remote: 'number', codec: text(), direction: 'both' },
    gross: { remote: 'total', codec: amount, direction: 'out' },
  },
});
export const table = {
  number: shared({ prefer: 'hub' }),
  status: byStream('ninja.invoices'),
  gross: byStream('ninja.invoices'),
  muted: either({ wins: true }),
};
