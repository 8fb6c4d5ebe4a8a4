import { z } from 'zod';
import { requestsPerMinute } from '../../config/requests-per-minute.ts';
import { rootUrl } from '../../config/root-url.ts';

const customValue = z.enum(['custom_value1', 'custom_value2', 'custom_value3', 'custom_value4']);

/**
 * Configuration of a connection to Invoice Ninja v5, secrets apart.
 *
 * The token must belong to an administrator: what another user may not see is missing from lists without a
 * word.
 */
export const ninjaSettings = z.strictObject({
  /** Root of the installation, e.g. `https://invoicing.co`. */
  baseUrl: rootUrl('https://invoicing.co'),
  /** Id (UUID) in the hub of the owner company that the account belongs to. */
  ownerCompany: z.uuid('expected the id of an owner company, e.g. 6f0a1c1e-3f5b-4d8e-9b0a-2f4c6e8a0b1d'),
  /** The custom field of clients, contacts, invoices and so on that holds the hub's id; nobody else may use it. */
  keySlot: customValue.default('custom_value4'),
  /** Name that a tax rate gets where the hub sets one, by rate: `{ '8.1': 'MWST' }`. */
  taxNames: z
    .record(
      // As the rate is looked up: without zeros at its end, which would never be found.
      z.string().regex(/^(?:0|[1-9]\d{0,2})(?:\.\d{0,5}[1-9])?$/, 'expected a rate in percent, e.g. 8.1'),
      z.string().min(2),
    )
    .default({}),
  /** Name of a tax rate that is not in `taxNames`; Invoice Ninja ignores a rate without a name of two letters. */
  defaultTaxName: z.string().min(2).default('VAT'),
  /** Records a request, 1 to 5000. */
  pageSize: z.int().min(1).max(5000).default(200),
  /**
   * The longest that the server works on a request, in seconds, 5 to 3600. A write without an answer is read again only
   * then, when it can take effect no more: what PHP and the web server before it allow, together.
   */
  longestRequestSeconds: z.number().min(5).max(3600).default(120),
  /** Requests at once. */
  concurrency: z.int().min(1).max(16).default(4),
  /** Requests a minute that the provider allows; `null`: no limit. @default 500 at invoicing.co, else no limit */
  requestsPerMinute: requestsPerMinute.nullable().optional(),
  /** Connections of one name share `requestsPerMinute`. @default the host of baseUrl */
  budget: z.string().min(1, 'expected a name, e.g. invoicing.co').optional(),
});

/** {@link ninjaSettings} as they are written: everything with a default may be left out. */
export type NinjaSettingsInput = z.input<typeof ninjaSettings>;
export type NinjaSettings = z.output<typeof ninjaSettings>;
