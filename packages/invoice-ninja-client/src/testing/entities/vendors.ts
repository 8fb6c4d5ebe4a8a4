import { checkTypes, fill } from '../behaviour/coerce.ts';
import { replaceContacts } from '../behaviour/contacts.ts';
import { checkUnique, nextNumber } from '../behaviour/numbers.ts';
import type { Input } from '../http/api-request.ts';
import { blankVendor, type VendorData } from '../records/vendor.ts';
import type { Installation } from '../store/installation.ts';
import { randomKey } from '../store/random.ts';
import type { Row } from '../store/table.ts';
import type { Entity } from './entity.ts';
import { equals, searches } from './filtering.ts';
import { resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

const readOnly = new Set(['user_id', 'last_login', 'vendor_hash', 'display_name', 'contacts']);

/** Vendors: `/vendors`. */
export function vendors(installation: Installation): Entity<VendorData> {
  const table = installation.tables.vendors;
  const read = (input: Input, companyKey: number, self?: Row): Partial<VendorData> => {
    checkTypes(blankVendor(), input);
    const changes = fill(blankVendor(), input, readOnly);
    checkUnique(table, 'number', companyKey, changes.number, self);
    return changes;
  };

  return resource(installation, 'vendors', {
    model: 'Vendor',
    permission: 'vendor',
    table,
    compare: anyColumn(blankVendor),
    includes: { activities: () => [] },
    filters: {
      number: equals('number'),
      filter: searches('name', 'number', 'id_number', 'custom_value1', 'custom_value2'),
    },
    create(input, { principal: { company, userId } }) {
      const changes = read(input, company.key);
      const contacts = replaceContacts(installation, [], input['contacts']);
      const data = {
        ...blankVendor(),
        ...changes,
        user_id: userId,
        contacts,
        vendor_hash: randomKey(installation.random, 40),
      };
      const number = data.number || nextNumber(installation, 'vendors', table, company.key);
      const row = table.insert(company.key, { ...data, number, display_name: data.name });
      installation.emit('vendors', 'create', row);
      return row;
    },
    update(row, input, { principal: { company } }) {
      const changes = read(input, company.key, row);
      const contacts =
        'contacts' in input
          ? replaceContacts(installation, row.data.contacts, input['contacts'])
          : row.data.contacts;
      table.save(row, { ...changes, contacts, display_name: changes.name ?? row.data.name });
      installation.emit('vendors', 'update', row);
      return row;
    },
    unknownAction: 'crash',
  });
}
