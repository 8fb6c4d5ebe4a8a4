import { ConflictError } from '@unified-sync/http-client';
import type { CallOptions, RevolutApi } from '../api.ts';
import type { Leg, PaymentResult, Transaction } from '../entities/transaction.ts';
import { createTransactions } from './transactions.ts';

/** What was asked for: an original of another account or amount is another payment. */
export interface AskedPayment {
  /** The account that the money leaves. */
  account_id: string;
  /** Absent where the other side's amount was given. */
  amount?: number | undefined;
  currency: string;
}

/**
 * Finds what a `request_id` did the first time: code 3020 says only that there was one.
 *
 * @throws {ConflictError} when it was another payment, or is not listed (yet).
 */
export async function originalPayment(
  api: RevolutApi,
  path: string,
  requestId: string,
  asked: AskedPayment,
  { signal }: CallOptions,
): Promise<PaymentResult> {
  const original = await createTransactions(api).findByRequestId(requestId, { signal });
  const conflict = (what: string): ConflictError =>
    new ConflictError(`revolut: POST ${path}: request_id ${requestId} was used before, ${what}.`, {
      provider: 'revolut',
      method: 'POST',
      path,
      retryable: false,
    });
  if (original === undefined)
    throw conflict('but its transaction is not listed. Look for it; do not pay again');
  if (!isSame(original, asked))
    throw conflict(`for another payment (transaction ${original.id}). Nothing was paid now`);
  const { id, state, created_at, completed_at, reason_code } = original;
  return {
    id,
    state,
    created_at,
    ...(completed_at !== undefined && { completed_at }),
    ...(reason_code !== undefined && { reason_code }),
  };
}

function isSame({ legs }: Transaction, { account_id, amount, currency }: AskedPayment): boolean {
  const leg = legs.find((each) => each.account_id === account_id);
  if (leg === undefined) return false;
  return (
    amount === undefined || amountsOf(leg).some((own) => own.of === currency && own.text === decimal(amount))
  );
}

/** The amount may be in either currency, and no source says whether it already holds the fee: all four fit. */
function amountsOf(leg: Leg): { text: string; of: string }[] {
  const sides = [
    { value: leg.amount, of: leg.currency },
    ...(leg.bill_amount === undefined
      ? []
      : [{ value: leg.bill_amount, of: leg.bill_currency ?? leg.currency }]),
  ];
  return sides.flatMap(({ value, of }) => [
    { text: decimal(Math.abs(value)), of },
    ...(leg.fee === undefined ? [] : [{ text: difference(Math.abs(value), leg.fee), of }]),
  ]);
}

const places = 6;
const scale = 10n ** BigInt(places);

/** Exact from the shortest text of the number: no arithmetic in floating point. */
function units(value: number): bigint {
  const [whole = '0', fraction = ''] = String(value).split('.');
  return BigInt(whole) * scale + BigInt(fraction.slice(0, places).padEnd(places, '0'));
}

const decimal = (value: number): string => String(units(value));
const difference = (value: number, fee: number): string => String(units(value) - units(Math.abs(fee)));
