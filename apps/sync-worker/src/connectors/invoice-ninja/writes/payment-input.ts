import { ApiError } from '@unified-sync/http-client';
import type { Client, Invoice, InvoiceNinjaClient, PaymentCreate } from '@unified-sync/invoice-ninja-client';
import type { Fields, FieldValue } from '@unified-sync/sync-engine';
import { z } from 'zod';
import type { Lookups } from '../lookups.ts';
import { currencyOf } from '../records/client-record.ts';
import { idMark } from '../records/payment-record.ts';
import { checkCurrency, numberField, paymentTypeIdOf, textField } from './request-fields.ts';
import { RefusedWrite } from './write-error.ts';

interface Tools {
  readonly ninja: InvoiceNinjaClient;
  readonly lookups: Lookups;
}

/** A payment to be booked, and what showing it needs. */
export interface PaymentToBook {
  readonly input: PaymentCreate;
  readonly client: Client;
  readonly invoices: readonly Invoice[];
}

const wantedAllocations = z.array(z.object({ invoice: z.string(), amount: z.number() }));

/** @throws {RefusedWrite} where it is not certain what would be booked, for whom and in which currency. */
export async function paymentToBook(fields: Fields, tools: Tools): Promise<PaymentToBook> {
  const clientId = textField(fields, 'client_id') ?? '';
  const allocated = await allocatedInvoices(fields['allocations'], clientId, tools);
  const amount = numberField(fields, 'amount');
  if (allocated.length === 0 && (amount ?? 0) === 0)
    throw new RefusedWrite('a payment needs an amount, or invoices with what goes to each');
  const client = await payingClient(clientId, allocated, tools);
  checkCurrency(textField(fields, 'currency'), currencyOf(client, tools), 'client');
  const [date, method] = [textField(fields, 'date'), textField(fields, 'method')];
  const reference = textField(fields, 'transaction_reference');
  return {
    client,
    invoices: allocated.map(({ invoice }) => invoice),
    input: {
      client_id: client.id,
      // Mails to clients are nobody's wish here: they are sent by who decides to send them.
      email_receipt: 'false',
      ...(amount !== undefined && { amount }),
      ...(date !== undefined && date !== '' && { date }),
      ...(method !== undefined && { type_id: paymentTypeIdOf(method, tools.lookups) }),
      ...(reference !== undefined && { transaction_reference: reference }),
      ...(allocated.length > 0 && {
        invoices: allocated.map((one) => ({ invoice_id: one.invoice.id, amount: one.amount })),
      }),
    },
  };
}

interface Allocated {
  readonly invoice: Invoice;
  readonly amount: number;
}

async function allocatedInvoices(
  wanted: FieldValue | undefined,
  clientId: string,
  { ninja }: Tools,
): Promise<readonly Allocated[]> {
  const allocated: Allocated[] = [];
  for (const { invoice: name, amount } of wantedAllocations.parse(wanted ?? [])) {
    const found = await invoicesNamed(name, ninja);
    const live = found.filter(
      (invoice) => !invoice.is_deleted && (clientId === '' || invoice.client_id === clientId),
    );
    const [invoice] = live;
    if (invoice === undefined || live.length > 1)
      throw new RefusedWrite(
        `allocations: ${live.length === 0 ? 'no' : 'more than one'} invoice of this client has the number "${name}"`,
      );
    allocated.push({ invoice, amount });
  }
  return allocated;
}

async function invoicesNamed(name: string, ninja: InvoiceNinjaClient): Promise<readonly Invoice[]> {
  if (name === '') return [];
  if (name.startsWith(idMark)) return await invoiceWithId(name.slice(idMark.length), ninja);
  const found = new Map<string, Invoice>();
  for await (const invoice of ninja.invoices.list({ filters: { number: name } }))
    // The provider may find more than was asked for.
    if (invoice.number === name) found.set(invoice.id, invoice);
  return [...found.values()];
}

async function invoiceWithId(id: string, ninja: InvoiceNinjaClient): Promise<readonly Invoice[]> {
  try {
    return [await ninja.invoices.get(id)];
  } catch (error) {
    if (error instanceof TypeError || (ApiError.isInstance(error) && error.code === 'not_found')) return [];
    throw error;
  }
}

async function payingClient(
  clientId: string,
  allocated: readonly Allocated[],
  { ninja }: Tools,
): Promise<Client> {
  const ids = new Set(clientId === '' ? allocated.map(({ invoice }) => invoice.client_id) : [clientId]);
  const [only] = ids;
  if (only === undefined || ids.size > 1)
    throw new RefusedWrite('a payment needs one company that is a client in Invoice Ninja');
  return await ninja.clients.get(only);
}
