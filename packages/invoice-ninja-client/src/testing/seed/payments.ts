import { deletePayment } from '../behaviour/payment-lifecycle.ts';
import { refundPayment } from '../behaviour/refund.ts';
import { createPayment } from '../behaviour/save-payment.ts';
import { decimal, percent, round, toNumber } from '../decimal.ts';
import type { PaymentData } from '../records/payment.ts';
import { precisionOf } from '../behaviour/statics.ts';
import { clientOf, currencyOf } from '../behaviour/client-money.ts';
import { between, pick } from '../store/random.ts';
import type { Row } from '../store/table.ts';
import { invoiceOf, type InvoicePlan } from './invoices.ts';
import { timeAt, type Seed } from './seed.ts';

const day = 86_400_000;

/** Who pays: most invoices at once, some in parts, and what is left over pays nothing in particular. */
export function planPayments(seed: Seed, invoices: readonly InvoicePlan[]): void {
  const { random } = seed.installation;
  const open = invoices.filter(({ fate }) => fate === 'open');
  const parts = open.flatMap(({ index, sentAt }) => {
    const chance = random();
    const first = sentAt + between(random, 1, 45) * day;
    if (chance < 0.12) return [];
    if (chance < 0.9) return [{ index, time: first, share: '100' }];
    const part = { index, time: first, share: pick(random, ['30', '50']) };
    // Half of those who begin with a part never pay the rest.
    return chance < 0.95
      ? [part]
      : [part, { index, time: first + between(random, 5, 60) * day, share: '100' }];
  });
  for (const { index, time, share } of parts.slice(0, seed.size.payments)) planPart(seed, index, time, share);
  for (let rest = seed.size.payments - parts.length; rest > 0; rest -= 1) planAdvance(seed);
}

/** Pays so many percent of what is open on an invoice, and sometimes regrets it. */
function planPart(seed: Seed, index: number, time: number, share: string): void {
  const { installation, timeline, request } = seed;
  const { random } = installation;
  const values = paymentValues(seed);
  const regret = random();
  timeline.plan(time, () => {
    const invoice = invoiceOf(seed, index);
    const { client_id, balance } = invoice.data;
    const client = clientOf(installation, client_id);
    const precision = precisionOf(currencyOf(installation, client, invoice.companyKey));
    const amount = toNumber(round(percent(decimal(balance), decimal(share)), precision));
    const input = { ...values, client_id, invoices: [{ invoice_id: invoice.id, amount }] };
    const row = createPayment(installation, input, amount, `seed-${index}-${time}`, request.principal);
    const later = installation.clock.now() + 5 * day;
    if (later < seed.end && regret < 0.03)
      installation.clock.at(later, () => regretPayment(seed, row, invoice.id, regret));
  });
}

function regretPayment(
  { installation }: Seed,
  row: Row<PaymentData>,
  invoice_id: string,
  regret: number,
): void {
  const { amount } = row.data;
  if (regret < 0.01) {
    deletePayment(installation, row);
    return;
  }
  const returned = regret < 0.02 ? amount : toNumber(round(percent(decimal(amount), decimal(25)), 0));
  const date = installation.clock.today();
  refundPayment(installation, row, { date, amount: returned, invoices: [{ invoice_id, amount: returned }] });
}

/** Money for which there is no invoice yet. */
function planAdvance(seed: Seed): void {
  const { installation, timeline, request, clientIds } = seed;
  const { random } = installation;
  const time = timeAt(seed, 0.1 + random() * 0.9);
  const [who, amount] = [random(), between(random, 10, 500)];
  const values = paymentValues(seed);
  timeline.plan(time, () => {
    const client_id = clientIds[Math.floor(who * clientIds.length)];
    createPayment(
      installation,
      { ...values, client_id, amount },
      amount,
      `seed-${time}-${who}`,
      request.principal,
    );
  });
}

function paymentValues({ installation: { random } }: Seed): Readonly<Record<string, unknown>> {
  return {
    type_id: pick(random, ['1', '1', '1', '5', '2']),
    transaction_reference: random() < 0.7 ? `RF${between(random, 10_000_000, 99_999_999)}` : '',
    private_notes: random() < 0.05 ? 'Überzahlung geklärt' : '',
  };
}
