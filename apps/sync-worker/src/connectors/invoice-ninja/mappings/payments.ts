import { defineMapping } from '@unified-sync/sync-engine';
import { payments } from '../../../authority/collections/payments.ts';
import {
  isoCode,
  ninjaAllocations,
  ninjaAmount,
  ninjaDate,
  ninjaId,
  ninjaText,
  paymentStatus,
} from './codecs.ts';
import { capabilitiesOf, recordId, type StreamScope } from './stream.ts';

/**
 * Payments. One recorded in the hub, with no status yet, is booked in Invoice Ninja; once booked, all of it
 * belongs to Invoice Ninja, which cannot take the amount or the split back, and makes every payment that is
 * written again a completed, manual one.
 *
 * Invoices in `allocations` are named by their numbers, which both sides show: references within a list are
 * not resolved through links. A renumbered invoice shows its new number when its payment is next looked at.
 */
export const paymentsMapping = ({ connection, ownerCompany, ...scope }: StreamScope) =>
  defineMapping(payments, {
    stream: `${connection}.payments`,
    entity: 'invoice-ninja.payments',
    remoteFields: [
      'id',
      'client_id',
      'allocations',
      'amount',
      'refunded',
      'currency',
      'date',
      'method',
      'transaction_reference',
      'status_id',
    ],
    fields: {
      company: { remote: 'client_id', codec: ninjaId, direction: 'both', refers: `${connection}.clients` },
      allocations: { remote: 'allocations', codec: ninjaAllocations, direction: 'both' },
      amount: { remote: 'amount', codec: ninjaAmount, direction: 'both' },
      refunded: { remote: 'refunded', codec: ninjaAmount, direction: 'in' },
      currency: { remote: 'currency', codec: isoCode(3), direction: 'both' },
      date: { remote: 'date', codec: ninjaDate, direction: 'both' },
      method: { remote: 'method', codec: ninjaText, direction: 'both' },
      reference: { remote: 'transaction_reference', codec: ninjaText, direction: 'both' },
      status: { remote: 'status_id', codec: paymentStatus, direction: 'in' },
      invoice_ninja_id: recordId,
    },
    capabilities: { ...capabilitiesOf(scope), restorable: false, movesMoney: true },
    matchBy: [['reference', 'amount', 'date']],
    createInHub: true,
    createInStream: { when: { status: [null] } },
    onDelete: 'keep',
    constants: { owner_company: ownerCompany },
  });
