import type { LineItem } from './line-item.ts';

/** The link by which one contact sees one invoice, quote, credit or recurring invoice. */
export const blankInvitation = () => ({
  id: '',
  client_contact_id: '',
  key: '',
  link: '',
  sent_date: '',
  viewed_date: '',
  opened_date: '',
  updated_at: 0,
  archived_at: 0,
  created_at: 0,
  email_status: '',
  email_error: '',
  message_id: '',
});

export type Invitation = ReturnType<typeof blankInvitation>;

const noLines: readonly LineItem[] = [];
const noInvitations: readonly Invitation[] = [];

/** What invoices, quotes, credits and recurring invoices have in common. */
const blankBillingDocument = () => ({
  user_id: '',
  project_id: '',
  assigned_user_id: '',
  amount: 0,
  balance: 0,
  client_id: '',
  vendor_id: '',
  status_id: '1',
  design_id: '',
  number: '',
  discount: 0,
  po_number: '',
  date: '',
  last_sent_date: '',
  next_send_date: '',
  due_date: '',
  terms: '',
  public_notes: '',
  private_notes: '',
  uses_inclusive_taxes: false,
  tax_name1: '',
  tax_rate1: 0,
  tax_name2: '',
  tax_rate2: 0,
  tax_name3: '',
  tax_rate3: 0,
  total_taxes: 0,
  is_amount_discount: false,
  footer: '',
  partial: 0,
  partial_due_date: '',
  custom_value1: '',
  custom_value2: '',
  custom_value3: '',
  custom_value4: '',
  has_tasks: false,
  has_expenses: false,
  custom_surcharge1: 0,
  custom_surcharge2: 0,
  custom_surcharge3: 0,
  custom_surcharge4: 0,
  exchange_rate: 1,
  custom_surcharge_tax1: false,
  custom_surcharge_tax2: false,
  custom_surcharge_tax3: false,
  custom_surcharge_tax4: false,
  line_items: noLines,
  entity_type: '',
  reminder1_sent: '',
  reminder2_sent: '',
  reminder3_sent: '',
  reminder_last_sent: '',
  paid_to_date: 0,
  subscription_id: '',
  tax_info: {},
  e_invoice: {},
  invitations: noInvitations,
});

export type BillingDocumentData = ReturnType<typeof blankBillingDocument>;

/** An invoice, without its stamp. */
export const blankInvoice = () => ({
  ...blankBillingDocument(),
  entity_type: 'invoice',
  recurring_id: '',
  auto_bill_enabled: false,
});

export type InvoiceData = ReturnType<typeof blankInvoice>;

/** A quote, without its stamp. */
export const blankQuote = () => ({ ...blankBillingDocument(), entity_type: 'quote', invoice_id: '' });

export type QuoteData = ReturnType<typeof blankQuote>;

/** A credit, without its stamp. */
export const blankCredit = () => ({ ...blankBillingDocument(), entity_type: 'credit', invoice_id: '' });

export type CreditData = ReturnType<typeof blankCredit>;

const noDates: readonly object[] = [];

/** A recurring invoice, without its stamp. */
export const blankRecurringInvoice = () => ({
  ...blankBillingDocument(),
  entity_type: 'recurringInvoice',
  recurring_id: '',
  auto_bill_enabled: false,
  frequency_id: '5',
  remaining_cycles: -1,
  next_send_datetime: '',
  auto_bill: 'off',
  due_date_days: 'terms',
  recurring_dates: noDates,
});

export type RecurringInvoiceData = ReturnType<typeof blankRecurringInvoice>;
