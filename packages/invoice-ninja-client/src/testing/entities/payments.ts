import { decimal, isNumeric, subtract, toNumber } from '../decimal.ts';
import { checkNewPayment, checkPaymentChange } from '../behaviour/check-payment.ts';
import { text } from '../behaviour/coerce.ts';
import { deletePayment, restorePayment } from '../behaviour/payment-lifecycle.ts';
import { createPayment, partsIn, totalOf, updatePayment } from '../behaviour/save-payment.ts';
import { exception } from '../http/api-failure.ts';
import type { ApiRequest, Input } from '../http/api-request.ts';
import { blankPayment, type PaymentData } from '../records/payment.ts';
import type { Company } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { embedded } from './embedded.ts';
import type { Entity } from './entity.ts';
import { betweenDays, equals, inStatus, searches, states } from './filtering.ts';
import { resource } from './resource.ts';
import { knownColumn } from './sorting.ts';

/** Payments: `/payments`. */
export function payments(installation: Installation): Entity<PaymentData> {
  const table = installation.tables.payments;

  return resource(installation, 'payments', {
    model: 'Payment',
    permission: 'payment',
    table,
    compare: knownColumn(blankPayment),
    includes: {
      client: ({ data }) => embedded(installation, 'clients', data.client_id),
      invoices: ({ data }) =>
        data.paymentables.flatMap(
          ({ invoice_id = '' }) => embedded(installation, 'invoices', invoice_id) ?? [],
        ),
      credits: ({ data }) =>
        data.paymentables.flatMap(({ credit_id = '' }) => embedded(installation, 'credits', credit_id) ?? []),
      type: ({ data }) => ({ id: data.type_id }),
    },
    filters: {
      client_status: states(paymentStates),
      number: equals('number'),
      match_transactions:
        () =>
        ({ data, isDeleted }) =>
          data.transaction_id === '' && !isDeleted,
      filter: searches(
        'number',
        'amount',
        'date',
        'transaction_reference',
        'custom_value1',
        'custom_value2',
        'custom_value3',
        'custom_value4',
      ),
      // Three parts here, two for invoices.
      date_range: (value) => {
        const [field = '', from = '', to = ''] = value.split(',');
        return value.split(',').length === 3 ? betweenDays<PaymentData>(field, from, to) : undefined;
      },
    },
    create(input, request) {
      const { principal } = request;
      const { company } = principal;
      guard(installation, input, request);
      const amount = amountOf(input);
      const key = text(input['idempotency_key']) || inventedKey(installation, input, amount, company);
      checkNewPayment(installation, input, amount, key, company);
      return createPayment(installation, input, amount, key, principal);
    },
    update(row, input) {
      checkPaymentChange(installation, row, input);
      updatePayment(installation, row, input);
      return row;
    },
    remove: (row) => deletePayment(installation, row),
    restore: (row) => restorePayment(installation, row),
    bulkActions: { email: () => undefined, email_receipt: () => undefined, template: () => undefined },
  });
}

const paymentStates = {
  pending: inStatus('1'),
  cancelled: inStatus('2'),
  failed: inStatus('3'),
  completed: inStatus('4'),
  partially_refunded: inStatus('5'),
  refunded: inStatus('6'),
  partially_unapplied: ({ data }: Row<PaymentData>) =>
    decimal(data.applied) + decimal(data.refunded) < decimal(data.amount),
};

/** The guard acts before anything is checked: a quick retry after a refusal meets it too. */
function guard(installation: Installation, input: Input, { address, principal }: ApiRequest): void {
  const parts = ['payment', address, text(input['amount']), text(input['client_id']), principal.company.id];
  if (installation.isRepeated(parts.join('|'))) throw exception('Duplicate request');
}

function amountOf(input: Input): number {
  const given = isNumeric(input['amount']) ? toNumber(decimal(input['amount'])) : 0;
  return given === 0
    ? subtract(totalOf(partsIn(input, 'invoices')), totalOf(partsIn(input, 'credits')))
    : given;
}

/** What stands in for an absent key: new every second, so it tells a retry from nothing. */
function inventedKey({ clock }: Installation, input: Input, amount: number, company: Company): string {
  const date = text(input['date']) || clock.today(company.utcOffset);
  const credits = totalOf(partsIn(input, 'credits'));
  return `${clock.seconds()}${date}${amount}${credits}${text(input['client_id'])}${company.id}`.slice(0, 64);
}
