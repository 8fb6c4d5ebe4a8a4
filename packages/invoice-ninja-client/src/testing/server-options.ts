import type { FaultsOptions } from '@unified-sync/http-client/testing';
import type { CompanyOptions } from './store/company.ts';
import type { WebhookChaos, WebhookMode } from './webhooks/webhook-log.ts';

/** How an `InvoiceNinjaServer` is made. */
export interface InvoiceNinjaServerOptions {
  /** Root of the installation, without `/api/v1`. @default 'https://invoicing.test' */
  baseUrl?: string;
  /** What callers send as `X-API-TOKEN`. @default 'test-token' */
  token?: string;
  /** The same seed and the same requests give the same answers, byte for byte. @default 1 */
  seed?: number;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
  /** Milliseconds that the server's clock is ahead of `now`; may change later by `server.clock.skew`. @default 0 */
  clockSkew?: number;
  /** The company that the token belongs to. */
  company?: CompanyOptions;
  /**
   * True: as invoicing.co, with 500 requests a minute and address, and its own words. False: as a
   * self-hosted one, which has no limit. @default false
   */
  hosted?: boolean;
  /**
   * Rows come in an order of their own wherever no order is asked for, and in another one for the next
   * page. False: by their numbers, as MySQL does most of the time. @default true
   */
  unstableOrder?: boolean;
  /** What goes wrong by chance; see also `server.faults`. */
  faults?: Omit<FaultsOptions, 'seed'>;
  /** When webhooks leave. @default 'immediate' */
  webhookMode?: WebhookMode;
  /** What goes wrong with webhooks on their way. */
  webhookChaos?: WebhookChaos;
  /** Sends the webhooks. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch;
}
