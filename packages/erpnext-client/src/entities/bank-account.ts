import { z } from 'zod';
import { documentFields, field } from './fields.ts';

/** Bank Account of ERPNext 15: the fields that every site has (`bank_account.json`, ERPNext 15.65.1). */
export const bankAccountSchema = z.looseObject({
  ...documentFields,
  account_name: field.text,
  account: field.text,
  bank: field.text,
  account_type: field.text,
  account_subtype: field.text,
  is_default: field.check,
  is_company_account: field.check,
  company: field.text,
  party_type: field.text,
  party: field.text,
  iban: field.text,
  bank_account_no: field.text,
  integration_id: field.text,
  last_integration_date: field.date,
  mask: field.text,
  branch_code: field.text,
  disabled: field.check,
});

export type BankAccount = z.infer<typeof bankAccountSchema>;
