import type { Client, Invoice, InvoiceNinjaClient } from '@unified-sync/invoice-ninja-client';
import type { Fields } from '@unified-sync/sync-engine';
import { currencyOf } from '../records/client-record.ts';
import type { NinjaSettings } from '../settings.ts';
import type { Lookups } from '../lookups.ts';
import { linesToSend, type CurrentLines } from './line-items.ts';
import { checkCurrency, sameFields, textField } from './request-fields.ts';
import { RefusedWrite } from './write-error.ts';

interface Tools {
  readonly ninja: InvoiceNinjaClient;
  readonly lookups: Lookups;
  readonly settings: NinjaSettings;
}

/**
 * What is written of an invoice or a quote.
 *
 * @param current `null` for a new one.
 * @throws {RefusedWrite} for what is decided once and for all when the document is made.
 */
export function billingInput(fields: Fields, current: CurrentLines | null, settings: NinjaSettings) {
  const fixed = current === null ? undefined : ['client_id', 'currency'].find((name) => name in fields);
  if (fixed !== undefined) throw new RefusedWrite(`${fixed} cannot be changed any more in Invoice Ninja`);
  const lines = fields['line_items'];
  return {
    ...sameFields(fields, ['number', 'date', 'due_date', 'po_number']),
    ...(lines !== undefined && linesToSend(lines, current, settings)),
  };
}

/** The client of a new document, which is in its currency. @throws {RefusedWrite} without one, or in another currency. */
export async function clientFor(fields: Fields, { ninja, lookups }: Tools): Promise<Client> {
  const clientId = textField(fields, 'client_id') ?? '';
  if (clientId === '') throw new RefusedWrite('it needs a company that is a client in Invoice Ninja');
  const client = await ninja.clients.get(clientId);
  checkCurrency(textField(fields, 'currency'), currencyOf(client, { lookups }), 'client');
  return client;
}

/** @throws {RefusedWrite} for a document that would stay out of sight with its client. */
export function checkClientLives({ client }: Pick<Invoice, 'client'>): void {
  if (client?.is_deleted === true)
    throw new RefusedWrite('its client is deleted in Invoice Ninja: restore the client first');
}

type WithClient = Pick<Invoice, 'client_id' | 'client'>;

/** An answer to a write with the client that it does not embed. */
export const withClientOf = <Row extends WithClient>(before: WithClient, answer: Row): Row =>
  answer.client === undefined && before.client !== undefined && answer.client_id === before.client_id
    ? { ...answer, client: before.client }
    : answer;
