import { byStream, defineAuthority, type AuthorityDefinition } from '@unified-sync/sync-engine';
import type { NinjaMappings } from '../connectors/invoice-ninja/mappings/mappings.ts';
import { payments } from './collections/payments.ts';
import { decidedAtCreation } from './decided-at-creation.ts';

const stream = 'invoice-ninja.payments';
const booked = decidedAtCreation(stream, 'status');

/** The hub may record a payment; once booked, it is Invoice Ninja's. */
export const paymentsAuthority = (mappings: readonly NinjaMappings['payments'][]): AuthorityDefinition =>
  defineAuthority(payments, mappings, {
    company: booked,
    allocations: booked,
    amount: booked,
    refunded: byStream(stream),
    currency: booked,
    date: booked,
    method: booked,
    reference: booked,
    status: byStream(stream),
    invoice_ninja_id: byStream(stream),
  });
