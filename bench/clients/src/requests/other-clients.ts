import { FrappeApp } from 'frappe-js-sdk';
import MauticConnector from 'node-mautic';
import type { Contender } from '../../../src/measure-cpu.ts';
import type { Provider } from '../providers.ts';
import { apiKey, apiSecret } from '../subjects.ts';

/** The clients that others have published for the provider; there is none for Invoice Ninja v5 and Revolut Business. */
export function otherClients(provider: Provider, baseUrl: string): Contender[] {
  if (provider === 'erpnext') {
    const token = { useToken: true, token: () => `${apiKey}:${apiSecret}`, type: 'token' } as const;
    const database = new FrappeApp(baseUrl, token).db();
    return [
      { name: 'frappe-js-sdk', run: async () => await database.getDoc('Sales Invoice', 'ACC-SINV-000000') },
    ];
  }
  if (provider === 'mautic') {
    const connector = new MauticConnector({
      apiUrl: `${baseUrl}/api`,
      username: apiKey,
      password: apiSecret,
      timeoutInSeconds: 30,
    });
    return [{ name: 'node-mautic', run: async () => await connector.contacts.getContact(1) }];
  }
  return [];
}
