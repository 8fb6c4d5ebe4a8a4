import type { Provider } from '../providers.ts';
import type { EntityRecords } from './entity-records.ts';
import { erpnextRecords } from './erpnext.ts';
import { invoiceNinjaRecords } from './invoice-ninja.ts';
import { mauticRecords } from './mautic.ts';
import { revolutRecords } from './revolut.ts';

const makers = {
  'invoice-ninja': invoiceNinjaRecords,
  revolut: revolutRecords,
  erpnext: erpnextRecords,
  mautic: mauticRecords,
};

/** The records of every entity of a provider. */
export const recordsOf = async (provider: Provider): Promise<EntityRecords[]> => await makers[provider]();

/** The records of the entity that is read one by one and streamed. */
export async function mainRecords(provider: Provider): Promise<EntityRecords> {
  const wanted = mainEntities[provider];
  const found = (await recordsOf(provider)).find(({ entity }) => entity === wanted);
  if (found === undefined) throw new Error(`${provider}: there are no ${wanted}.`);
  return found;
}

export const mainEntities = {
  'invoice-ninja': 'invoices',
  revolut: 'transactions',
  erpnext: 'Sales Invoice',
  mautic: 'contacts',
} as const satisfies Record<Provider, string>;
