/** The part of a payment that went to one invoice or came from one credit. */
export interface Paymentable {
  readonly id: string;
  /** Present on a part that paid an invoice. */
  readonly invoice_id?: string;
  /** Present on a part that used up a credit. */
  readonly credit_id?: string;
  readonly amount: number;
  readonly refunded: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly archived_at: number;
}

const noPaymentables: readonly Paymentable[] = [];

/** A payment, without its stamp. */
export const blankPayment = () => ({
  user_id: '',
  assigned_user_id: '',
  amount: 0,
  refunded: 0,
  applied: 0,
  transaction_reference: '',
  transaction_id: '',
  date: '',
  is_manual: false,
  type_id: '',
  invitation_id: '',
  private_notes: '',
  number: '',
  custom_value1: '',
  custom_value2: '',
  custom_value3: '',
  custom_value4: '',
  client_id: '',
  client_contact_id: '',
  company_gateway_id: '',
  gateway_type_id: '',
  status_id: '1',
  project_id: '',
  vendor_id: '',
  currency_id: '',
  exchange_rate: 1,
  exchange_currency_id: '',
  paymentables: noPaymentables,
});

export type PaymentData = ReturnType<typeof blankPayment>;
