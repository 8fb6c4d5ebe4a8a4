import { decodeId } from '../ids.ts';
import type { Installation } from '../store/installation.ts';
import type { Filter } from './entity.ts';
import { read } from './filtering.ts';

/** Filters that look at the client or vendor of a record. */
export function ownerFilters({ tables }: Installation): Readonly<Record<string, Filter<object>>> {
  const without =
    (name: 'clients' | 'vendors', field: string): Filter<object> =>
    () =>
    ({ data }) =>
      tables[name].get(decodeId(String(read(data, field))) ?? 0)?.isDeleted !== true;
  const withoutClients = without('clients', 'client_id');
  return {
    filter_deleted_clients: (value, principal) =>
      value === 'true' ? withoutClients(value, principal) : undefined,
    // Being there is enough, even as `=false`.
    without_deleted_clients: withoutClients,
    without_deleted_vendors: without('vendors', 'vendor_id'),
  };
}
