import { ConflictError } from '@unified-sync/http-client';
import type { Payment, PaymentStatus } from '../entities/payment.ts';

const completed: PaymentStatus = '4';

const names: Readonly<Record<string, string>> = {
  1: 'pending',
  2: 'cancelled',
  3: 'failed',
  5: 'partially refunded',
  6: 'refunded',
};

/** @throws {ConflictError} for a payment that a PUT would make completed without being asked to. */
export function checkKeepsStatus({ status_id }: Payment, path: string): void {
  if (status_id === completed) return;
  throw new ConflictError(
    `invoice-ninja: PUT ${path} was not sent: the payment is ${names[status_id] ?? `in status ${status_id}`}, and any write would make it completed. Pass forceCompleted if that is what you want.`,
    { provider: 'invoice-ninja', method: 'PUT', path, retryable: false },
  );
}
