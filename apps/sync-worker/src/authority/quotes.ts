import {
  byState,
  byStream,
  defineAuthority,
  shared,
  type AuthorityDefinition,
} from '@unified-sync/sync-engine';
import type { NinjaMappings } from '../connectors/invoice-ninja/mappings/mappings.ts';
import { quotes } from './collections/quotes.ts';
import { decidedAtCreation } from './decided-at-creation.ts';

const stream = 'invoice-ninja.quotes';

const draftShared = byState({
  stream,
  field: 'status',
  states: [{ in: ['draft'], authority: shared({ prefer: 'hub' }) }],
  otherwise: byStream(stream),
});

/** A draft is anybody's; once sent, a quote is Invoice Ninja's. */
export const quotesAuthority = (mappings: readonly NinjaMappings['quotes'][]): AuthorityDefinition =>
  defineAuthority(quotes, mappings, {
    number: draftShared,
    company: decidedAtCreation(stream, 'status'),
    status: byStream(stream),
    date: draftShared,
    valid_until: draftShared,
    net: byStream(stream),
    tax: byStream(stream),
    gross: byStream(stream),
    currency: decidedAtCreation(stream, 'status'),
    lines: draftShared,
    invoice_ninja_id: byStream(stream),
  });
