import {
  byState,
  byStream,
  defineAuthority,
  shared,
  type AuthorityDefinition,
} from '@unified-sync/sync-engine';
import type { NinjaMappings } from '../connectors/invoice-ninja/mappings/mappings.ts';
import { clientInvoices } from './collections/client-invoices.ts';
import { decidedAtCreation } from './decided-at-creation.ts';

const stream = 'invoice-ninja.invoices';

const draftShared = byState({
  stream,
  field: 'status',
  states: [{ in: ['draft'], authority: shared({ prefer: 'hub' }) }],
  otherwise: byStream(stream),
});

/** A draft is anybody's; an issued invoice, and all that is computed, is Invoice Ninja's. */
export const clientInvoicesAuthority = (
  mappings: readonly NinjaMappings['invoices'][],
): AuthorityDefinition =>
  defineAuthority(clientInvoices, mappings, {
    number: draftShared,
    company: decidedAtCreation(stream, 'status'),
    status: byStream(stream),
    date: draftShared,
    due_date: draftShared,
    net: byStream(stream),
    tax: byStream(stream),
    gross: byStream(stream),
    paid: byStream(stream),
    balance: byStream(stream),
    currency: decidedAtCreation(stream, 'status'),
    po_number: draftShared,
    lines: draftShared,
    invoice_ninja_id: byStream(stream),
  });
