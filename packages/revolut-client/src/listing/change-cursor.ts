import { z } from 'zod';
import type { Transaction } from '../entities/transaction.ts';
import { microseconds } from './instants.ts';

const cursorSchema = z.object({
  /** The latest `updated_at` or `created_at` seen: the provider's own clock. */
  since: z.string(),
  /** Transactions that were not final yet. */
  open: z.array(z.object({ id: z.string(), created_at: z.string() })),
});

/** Where a run of `listChanged` ended. */
export type ChangeCursor = z.infer<typeof cursorSchema>;

export const formatCursor = (cursor: ChangeCursor): string => JSON.stringify(cursor);

/**
 * @param text A cursor, or a first moment.
 * @throws {TypeError} when it is neither.
 */
export function parseCursor(text: string): ChangeCursor {
  if (!text.startsWith('{')) {
    microseconds(text);
    return { since: text, open: [] };
  }
  const result = cursorSchema.safeParse(parsed(text));
  if (result.success) return result.data;
  throw new TypeError('since: expected a `cursor` of an earlier run, a Date or a moment in ISO 8601.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** True while a state can be expected to change. */
export const isOpen = ({ state }: Pick<Transaction, 'state'>): boolean =>
  !['completed', 'declined', 'failed', 'reverted'].includes(state);
