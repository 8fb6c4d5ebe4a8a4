import { z } from 'zod';
import { documentSchema } from './document.ts';
import { anything, customValues, flag, hashedId, number, people, stamp, taxes, text } from './fields.ts';
import { invitationSchema } from './invitation.ts';
import { lineItemSchema } from './line-item.ts';

/** What invoices, quotes, credits and recurring invoices have in common. */
export const billingDocument = {
  ...stamp,
  ...people,
  ...customValues,
  ...taxes,
  client_id: hashedId,
  project_id: hashedId,
  vendor_id: hashedId,
  design_id: hashedId,
  /** Computed from the lines; cannot be written. */
  amount: number,
  /** Computed; cannot be written. */
  balance: number,
  paid_to_date: number,
  /** `""` until the company's settings say that it gets one, e.g. when sent. */
  number: text,
  po_number: text,
  /** `YYYY-MM-DD`, in the company's time zone. */
  date: text,
  /** `YYYY-MM-DD`, or `""`. */
  due_date: text,
  last_sent_date: text,
  next_send_date: text,
  partial: number,
  partial_due_date: text,
  discount: number,
  is_amount_discount: flag,
  uses_inclusive_taxes: flag,
  total_taxes: number,
  exchange_rate: number,
  terms: text,
  footer: text,
  public_notes: text,
  private_notes: text,
  custom_surcharge1: number,
  custom_surcharge2: number,
  custom_surcharge3: number,
  custom_surcharge4: number,
  custom_surcharge_tax1: flag,
  custom_surcharge_tax2: flag,
  custom_surcharge_tax3: flag,
  custom_surcharge_tax4: flag,
  line_items: z.array(lineItemSchema),
  is_deleted: flag,
  entity_type: text,
  /** Always false. */
  has_tasks: flag.optional(),
  /** Always false. */
  has_expenses: flag.optional(),
  reminder1_sent: text.optional(),
  reminder2_sent: text.optional(),
  reminder3_sent: text.optional(),
  reminder_last_sent: text.optional(),
  subscription_id: hashedId.optional(),
  tax_info: anything,
  e_invoice: anything,
  invitations: z.array(invitationSchema),
  documents: z.array(documentSchema),
};
