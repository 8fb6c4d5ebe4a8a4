import { encodeId } from '../ids.ts';
import type { Settings } from '../records/client.ts';

/** A company of the installation: the tenant that a token belongs to. */
export interface Company {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  /** What the web page "Settings" holds; `currency_id` is always there. */
  settings: Settings & { currency_id: string };
  /** Password that the protected routes ask for. */
  password: string;
  /** Seconds that the company's day is ahead of UTC. */
  utcOffset: number;
  /** False on the free hosted plan: no uploads, no webhooks. */
  paid: boolean;
  /** When invoices can no longer be edited. */
  lockInvoices: 'off' | 'when_sent' | 'when_paid' | 'end_of_month';
  /** Whether each custom surcharge of an invoice is taxed. */
  surchargeTaxes: readonly [boolean, boolean, boolean, boolean];
  readonly createdAt: number;
  updatedAt: number;
}

/** What a token may do. */
export interface Principal {
  readonly company: Company;
  readonly userId: string;
  readonly isAdmin: boolean;
  /** Rights such as `view_client`, `create_invoice`, `edit_payment`, or `view_all`. */
  readonly permissions: ReadonlySet<string>;
  /** Whether the account behind the token is locked or switched off. */
  readonly state: 'active' | 'inactive' | 'locked';
}

/** How a company is added. */
export interface CompanyOptions {
  /** @default 'Untitled Company' */
  name?: string;
  /** Merged into the settings of the company, e.g. `{ currency_id: '17' }` for Swiss francs. */
  settings?: Settings;
  /** Password for the protected routes. @default 'password' */
  password?: string;
  /** Seconds that the company's day is ahead of UTC. @default 0 */
  utcOffset?: number;
  /** False: the free hosted plan. @default true */
  paid?: boolean;
  /** @default 'off' */
  lockInvoices?: Company['lockInvoices'];
}

export function newCompany(key: number, now: number, options: CompanyOptions): Company {
  const { name = 'Untitled Company', settings = {}, password = 'password', utcOffset = 0 } = options;
  const currency = typeof settings['currency_id'] === 'string' ? settings['currency_id'] : '1';
  return {
    key,
    id: encodeId(key),
    name,
    settings: {
      name,
      language_id: '1',
      timezone_id: '1',
      payment_terms: '',
      ...settings,
      currency_id: currency,
    },
    password,
    utcOffset,
    paid: options.paid ?? true,
    lockInvoices: options.lockInvoices ?? 'off',
    surchargeTaxes: [false, false, false, false],
    createdAt: now,
    updatedAt: now,
  };
}
