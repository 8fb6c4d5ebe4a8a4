import type { NinjaSettings } from './settings.ts';

/** The hosted service allows each address of a caller so many requests a minute (`RouteServiceProvider`). */
const hosted = { host: 'invoicing.co', requestsPerMinute: 500 };

/**
 * What Invoice Ninja allows a connection. The hosted service counts by the address that asks, so all connections to it
 * share one allowance; a server of your own has no limit.
 */
export function ninjaLimit(settings: Pick<NinjaSettings, 'baseUrl' | 'requestsPerMinute' | 'budget'>): {
  readonly budget: string;
  readonly requestsPerMinute: number | null;
} {
  const { host } = new URL(settings.baseUrl);
  const published = host === hosted.host ? hosted.requestsPerMinute : null;
  const { budget = `invoice-ninja ${host}`, requestsPerMinute = published } = settings;
  return { budget, requestsPerMinute };
}
