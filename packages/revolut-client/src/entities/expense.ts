import { z } from 'zod';
import { id, instant, moneySchema, openEnum, text } from './fields.ts';

export type ExpenseState =
  | 'missing_info'
  | 'awaiting_review'
  | 'rejected'
  | 'pending_reimbursement'
  | 'refund_requested'
  | 'refunded'
  | 'approved'
  | 'reverted';

/** Part of an expense with its own category and tax. */
export const expenseSplitSchema = z.looseObject({
  amount: moneySchema,
  category: z.looseObject({ id, name: text.optional(), code: text.optional() }).optional(),
  tax_rate: z.looseObject({ id, name: text.optional(), percentage: z.number().optional() }).optional(),
});

export type ExpenseSplit = z.infer<typeof expenseSplitSchema>;

/** What somebody spent, with receipts. Exists in production only. */
export const expenseSchema = z.looseObject({
  id,
  state: openEnum<ExpenseState>(),
  transaction_type: openEnum<'atm' | 'card_payment' | 'fee' | 'transfer' | 'external' | 'mileage'>(),
  description: text.optional(),
  submitted_at: instant.optional(),
  completed_at: instant.optional(),
  payer: text.optional(),
  merchant: text.optional(),
  transaction_id: id.optional(),
  /** Milliseconds, unlike the instants of other records. */
  expense_date: instant,
  labels: z.record(z.string(), z.unknown()).optional(),
  splits: z.array(expenseSplitSchema),
  receipt_ids: z.array(id),
  spent_amount: moneySchema,
});

export type Expense = z.infer<typeof expenseSchema>;
