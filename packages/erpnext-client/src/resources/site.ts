import { z } from 'zod';
import type { CallOptions, ErpnextApi } from '../api.ts';
import { callMethod } from './call-method.ts';

const timeZoneSchema = z.looseObject({ time_zone: z.string() });
const versionsSchema = z.record(z.string(), z.looseObject({ version: z.string() }));

/** What the site says of itself. */
export interface SiteResource {
  /** IANA name of the zone that every datetime of the site is in. Asked for once. */
  timeZone(options?: CallOptions): Promise<string>;
  /** Version of each app, e.g. `{ frappe: '15.82.0', erpnext: '15.65.1' }`. */
  versions(options?: CallOptions): Promise<Record<string, string>>;
  /** E-mail address of the user that the credentials belong to. */
  whoAmI(options?: CallOptions): Promise<string>;
}

export async function readTimeZone(
  api: Pick<ErpnextApi, 'http' | 'version'>,
  signal?: AbortSignal,
): Promise<string> {
  const { time_zone } = await callMethod(
    { ...api, timeZone: async () => '' },
    'frappe.client.get_time_zone',
    { verb: 'GET', schema: timeZoneSchema, signal },
  );
  return time_zone;
}

export function createSite(api: ErpnextApi): SiteResource {
  return {
    timeZone: async ({ signal } = {}) => await api.timeZone(signal),
    async versions({ signal } = {}) {
      const method = 'frappe.utils.change_log.get_versions';
      const apps = await callMethod(api, method, { verb: 'GET', schema: versionsSchema, signal });
      return Object.fromEntries(Object.entries(apps).map(([app, { version }]) => [app, version]));
    },
    whoAmI: async ({ signal } = {}) =>
      await callMethod(api, 'frappe.auth.get_logged_user', { verb: 'GET', schema: z.string(), signal }),
  };
}
