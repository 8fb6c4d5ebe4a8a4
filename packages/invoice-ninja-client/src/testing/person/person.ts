import type { EntityName, RecordOf } from '../records/entity-data.ts';
import { decodeId } from '../ids.ts';
import type { Tables } from '../store/tables.ts';
import type { Principal } from '../store/company.ts';
import { ApiFailure } from '../http/api-failure.ts';
import type { Input } from '../http/api-request.ts';
import type { RouteMatch } from '../http/route.ts';

/** Entities that a person creates by hand. */
export type EditableEntity = Exclude<EntityName, 'documents'>;

/**
 * Somebody who works in the web page of Invoice Ninja. Everything is done by the same code as through the
 * API, with the same events, but at once, and past the faults. A refusal is thrown as an `Error`.
 */
export interface Person {
  create<Name extends EditableEntity>(entity: Name, values: Input): RecordOf<Name>;
  /** Opens a record, changes some fields and saves all of it, as the page does. */
  edit<Name extends EditableEntity>(entity: Name, id: string, values: Input): RecordOf<Name>;
  archive(entity: EntityName, ...ids: string[]): void;
  restore(entity: EntityName, ...ids: string[]): void;
  remove(entity: EntityName, ...ids: string[]): void;
  /** Any other bulk action, e.g. `bulk('invoices', 'mark_sent', [id])`. */
  bulk(entity: EntityName, action: string, ids: readonly string[], values?: Input): void;
  /** Pays so much of an invoice, or all that is open. */
  pay(invoiceId: string, amount?: number): RecordOf<'payments'>;
  /** The client opens the invoice: it looks changed, and no event tells. */
  openInvoice(invoiceId: string): void;
  /** Gives a payment back, as far as it went to this invoice. */
  refund(paymentId: string, invoiceId: string, amount: number): RecordOf<'payments'>;
}

/** What a person works with. */
export interface PersonOptions {
  readonly match: (method: string, path: readonly string[]) => RouteMatch;
  readonly principal: Principal;
  readonly today: () => string;
  readonly tables: Tables;
}

// Files in the body would end the saving of a client before it has begun.
const neverSentBack = new Set(['documents']);

export function createPerson({ match, principal, today, tables }: PersonOptions): Person {
  let clicks = 0;

  function perform(method: string, path: readonly string[], input: Input = {}): unknown {
    const found = match(method, path);
    if (found.kind !== 'found') throw new Error(`There is no ${method} ${path.join('/')}.`);
    const request = {
      method,
      path,
      query: new URLSearchParams(),
      input,
      files: [],
      headers: new Headers({ 'X-API-PASSWORD': principal.company.password }),
      principal,
      // Everybody sits at a machine of their own: the guard against double clicks is not theirs to meet.
      address: `person-${(clicks += 1)}`,
    };
    try {
      return JSON.parse(String(found.handler(request, found.parameters).body));
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      throw new Error(`${method} ${path.join('/')}: ${String(error.asJson.body)}`, { cause: error });
    }
  }
  const bulk: Person['bulk'] = (entity, action, ids, values = {}) => {
    perform('POST', [entity, 'bulk'], { ...values, action, ids });
  };

  return {
    bulk,
    create: (entity, values) => one(perform('POST', [entity], values)),
    edit(entity, id, values) {
      const shown: Record<string, unknown> = { ...one<EntityName>(perform('GET', [entity, id])) };
      const unchanged = Object.entries(shown).filter(([name]) => !neverSentBack.has(name));
      return one(perform('PUT', [entity, id], { ...Object.fromEntries(unchanged), ...values }));
    },
    archive: (entity, ...ids) => bulk(entity, 'archive', ids),
    restore: (entity, ...ids) => bulk(entity, 'restore', ids),
    remove: (entity, ...ids) => bulk(entity, 'delete', ids),
    pay(invoiceId, amount) {
      const invoice = one<'invoices'>(perform('GET', ['invoices', invoiceId]));
      const open = invoice.status_id === '1' ? invoice.amount : invoice.balance;
      const invoices = [{ invoice_id: invoiceId, amount: amount ?? open }];
      return one(
        perform('POST', ['payments'], {
          client_id: invoice.client_id,
          invoices,
          date: today(),
          idempotency_key: `person-${clicks}`,
        }),
      );
    },
    openInvoice(invoiceId) {
      const row = tables.invoices.get(decodeId(invoiceId) ?? 0);
      if (row === undefined) throw new Error(`There is no invoice "${invoiceId}".`);
      const invitations = row.data.invitations.map((invitation) => ({ ...invitation, viewed_date: today() }));
      tables.invoices.save(row, { invitations });
    },
    refund(paymentId, invoiceId, amount) {
      const invoices = [{ invoice_id: invoiceId, amount }];
      return one(perform('POST', ['payments', 'refund'], { id: paymentId, amount, date: today(), invoices }));
    },
  };
}

function one<Name extends EntityName>(answer: unknown): RecordOf<Name> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer to a single record is that record
  return (answer as { data: RecordOf<Name> }).data;
}
