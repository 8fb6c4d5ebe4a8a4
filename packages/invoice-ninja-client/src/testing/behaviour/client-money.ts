import { add, decimal, sum, toNumber } from '../decimal.ts';
import { decodeId } from '../ids.ts';
import type { ClientData } from '../records/client.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';

/** The client of a record; deleted ones too. */
export function clientOf({ tables }: Installation, clientId: string): Row<ClientData> | undefined {
  const key = decodeId(clientId);
  return key === undefined ? undefined : tables.clients.get(key);
}

/** Currency id of a client: its own setting, or the company's. */
export function currencyOf(
  installation: Installation,
  client: Row<ClientData> | undefined,
  companyKey: number,
): string {
  const own = client?.data.settings['currency_id'];
  return typeof own === 'string' && own !== '' ? own : installation.company(companyKey).settings.currency_id;
}

/** What moves in a client's money, each by so much. */
export type MoneyChange = Partial<Record<'balance' | 'paid_to_date' | 'credit_balance', number>>;

/**
 * Moves a client's money. The save is quiet: `updated_at` moves and nobody is told by webhook, so the
 * client of a paid invoice changes unnoticed.
 */
export function moveMoney(installation: Installation, clientId: string, change: MoneyChange): void {
  const client = clientOf(installation, clientId);
  if (client === undefined) return;
  const { balance = 0, paid_to_date = 0, credit_balance = 0 } = change;
  installation.tables.clients.save(client, {
    balance: add(client.data.balance, balance),
    paid_to_date: add(client.data.paid_to_date, paid_to_date),
    credit_balance: add(client.data.credit_balance, credit_balance),
    payment_balance: unapplied(installation, client),
  });
}

/** What the client has paid and no invoice has used. */
function unapplied({ tables }: Installation, client: Row<ClientData>): number {
  const payments = tables.payments.lookup('client', client.companyKey, client.id);
  return toNumber(
    sum(
      payments
        .filter(({ isDeleted, data }) => !isDeleted && data.applied !== data.amount)
        .map(({ data }) => decimal(data.amount) - decimal(data.refunded) - decimal(data.applied))
        .filter((rest) => rest > 0n),
    ),
  );
}
