import { moveMoney } from '../behaviour/client-money.ts';
import { cancelInvoice } from '../behaviour/invoice-actions.ts';
import { markSent } from '../behaviour/mark-sent.ts';
import { decodeId } from '../ids.ts';
import type { InvoiceData } from '../records/billing-document.ts';
import { between, pick, type Random } from '../store/random.ts';
import type { Row } from '../store/table.ts';
import { timeAt, type Seed } from './seed.ts';
import { goods } from './vocabulary.ts';

const day = 86_400_000;

/** An invoice of the history to come. */
export interface InvoicePlan {
  readonly index: number;
  /** Milliseconds since 1970 at which it is sent. */
  readonly sentAt: number;
  readonly fate: Fate;
}

type Fate = 'draft' | 'open' | 'cancelled' | 'reversed' | 'deleted';

/** What is invoiced in the course of the years. */
export function planInvoices(seed: Seed): readonly InvoicePlan[] {
  const { installation, entities, request, size, timeline, clientIds, invoiceIds } = seed;
  const { random } = installation;
  return Array.from({ length: size.invoices }, (_, index) => {
    const time = timeAt(seed, 0.02 + (index / size.invoices) * 0.98);
    // Clients come in the course of time; a few of them are invoiced most.
    const client = Math.floor(Math.max(1, (size.clients * index) / size.invoices) * random() ** 2);
    const values = invoiceValues(random);
    const plan: InvoicePlan = {
      index,
      sentAt: time + between(random, 60, 3 * 86_400) * 1000,
      fate: fateOf(random()),
    };
    timeline.plan(time, () => {
      const client_id =
        liveClient(seed, client) ?? clientIds.find((_id, other) => liveClient(seed, other) !== undefined);
      invoiceIds[index] = entities.invoices.create({ ...values, client_id }, request).id;
    });
    if (plan.fate !== 'draft')
      timeline.plan(plan.sentAt, () => markSent(installation, invoiceOf(seed, index)));
    planFate(seed, plan);
    return plan;
  });
}

/** The stored invoice of this place in the plan. */
export function invoiceOf({ entities, invoiceIds }: Seed, index: number): Row<InvoiceData> {
  const row = entities.invoices.table.get(decodeId(invoiceIds[index] ?? '') ?? 0);
  if (row === undefined) throw new Error(`Invoice ${index} of the seed is used before it exists.`);
  return row;
}

function fateOf(chance: number): Fate {
  if (chance < 0.05) return 'draft';
  if (chance < 0.06) return 'cancelled';
  if (chance < 0.065) return 'reversed';
  return chance < 0.075 ? 'deleted' : 'open';
}

function planFate(seed: Seed, { index, sentAt, fate }: InvoicePlan): void {
  const { installation, entities, timeline, end } = seed;
  const { random } = installation;
  const later = sentAt + between(random, 20, 200) * day;
  if (fate === 'cancelled') timeline.plan(later, () => cancelInvoice(installation, invoiceOf(seed, index)));
  if (fate === 'reversed') timeline.plan(later, () => reverse(seed, invoiceOf(seed, index)));
  if (fate === 'deleted') timeline.plan(later, () => entities.invoices.remove(invoiceOf(seed, index)));
  const muchLater = later + 300 * day;
  if (fate === 'open' && random() < 0.2 && muchLater < end) {
    timeline.plan(muchLater, () => entities.invoices.archive(invoiceOf(seed, index)));
  }
}

/** Takes an unpaid invoice back as a whole: nothing of it is owed. */
function reverse({ installation, entities }: Seed, row: Row<InvoiceData>): void {
  const { balance, client_id } = row.data;
  entities.invoices.table.save(row, { status_id: '6', balance: 0 });
  moveMoney(installation, client_id, { balance: -balance });
}

function liveClient({ entities, clientIds }: Seed, index: number): string | undefined {
  const id = clientIds[index];
  const row = id === undefined ? undefined : entities.clients.table.get(decodeId(id) ?? 0);
  return row?.isDeleted === false ? id : undefined;
}

function invoiceValues(random: Random): Readonly<Record<string, unknown>> {
  const chance = random();
  return {
    line_items: Array.from({ length: between(random, 1, 5) }, () => lineValues(random)),
    uses_inclusive_taxes: random() < 0.1,
    po_number: random() < 0.2 ? `Best. ${between(random, 100, 9999)}/ä` : '',
    public_notes: random() < 0.15 ? 'Danke für Ihren Auftrag – Grüße' : '',
    ...(chance < 0.08 && { discount: pick(random, ['5', '10', '2.5']), is_amount_discount: false }),
    ...(chance > 0.96 && { discount: '0.5', is_amount_discount: true }),
    ...(random() < 0.02 && { custom_surcharge1: 15 }),
    ...(random() < 0.05 && { tax_name2: 'Abgabe', tax_rate2: 0.5 }),
  };
}

function lineValues(random: Random): Readonly<Record<string, unknown>> {
  const name = pick(random, goods);
  const isHourly = random() < 0.3;
  return {
    product_key: name.slice(0, 3).toUpperCase(),
    notes: random() < 0.1 ? '' : `${name} ${between(random, 1, 500)}`,
    quantity: isHourly ? between(random, 1, 60) / 4 : between(random, 1, 20),
    cost: random() < 0.05 ? between(random, 5000, 99_999) / 10_000 : between(random, 100, 120_000) / 100,
    discount: random() < 0.05 ? 10 : 0,
    tax_name1: random() < 0.9 ? 'MWST' : '',
    tax_rate1: pick(random, ['8.1', '8.1', '2.6', '3.8']),
    type_id: isHourly ? '2' : '1',
  };
}
