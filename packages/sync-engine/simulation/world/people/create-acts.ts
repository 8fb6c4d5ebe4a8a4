import type { Fields } from '../../../src/index.ts';
import type { Thing } from '../../truth-log.ts';
import { owner } from '../model.ts';
import type { Row } from '../row.ts';
import type { TableName } from '../tables.ts';
import { somePart, type Act, type Save } from './act.ts';
import type { Desk } from './desk.ts';
import { sentContacts } from './desk.ts';

type CompanyTable = 'companies' | 'a.clients' | 'b.customers';
const companyTables: readonly CompanyTable[] = ['companies', 'a.clients', 'b.customers'];

/** What a person would recognise somebody by. */
interface Identity {
  readonly thing: Thing;
  readonly name: string;
  readonly mail: string;
}

export function newIdentity(desk: Desk): Identity {
  return {
    thing: desk.journal.log.newThing(),
    name: desk.values.plainName(),
    mail: desk.values.plainMail(),
  };
}

const asTyped = (desk: Desk, mail: string): string => (desk.random.chance(0.2) ? mail.toUpperCase() : mail);

export function createCompany(
  desk: Desk,
  table: CompanyTable,
  { thing, name, mail }: Identity,
  type: 'client' | 'supplier' = 'client',
): Row | undefined {
  const [rate, currency] = [desk.values.plain('rate'), desk.values.plain('currency')];
  const fields: Record<CompanyTable, Fields> = {
    companies: {
      owner_company: owner,
      name,
      email: mail,
      currency,
      rate,
      type,
    },
    'a.clients': { name, client_email: mail, currency_code: currency, exchange_rate: rate },
    'b.customers': {
      customer_name: name,
      email_id: mail,
      default_currency: currency,
      conversion_rate: rate,
      customer_group: 'Commercial',
    },
  };
  return desk.create(table, { fields: fields[table], key: null, thing });
}

export function createPerson(
  desk: Desk,
  table: 'people' | 'b.contacts',
  { thing, name, mail }: Identity,
): Row | undefined {
  const phone = desk.values.plain('text');
  const companies = desk.live(table === 'people' ? 'companies' : 'b.customers');
  const company = companies.length > 0 && desk.random.chance(0.8) ? desk.random.pick(companies).id : null;
  const email = asTyped(desk, mail);
  const fields =
    table === 'people'
      ? { owner_company: owner, first_name: name, email, phone, company }
      : { firstname: name, email, phone, company };
  return desk.create(table, { fields, key: null, thing });
}

/** A clerk adds a contact to a client of A. */
export function addContact(desk: Desk, id: string, { thing, name, mail }: Identity): boolean {
  const client = desk.systems.tables['a.clients'].get(id);
  if (client?.live !== true) return false;
  const fields = {
    contact_first_name: name,
    contact_email: asTyped(desk, mail),
    contact_phone: desk.values.plain('text'),
    contact_unsubscribed: 0,
  };
  return desk.saveContacts(client, [...sentContacts(client), { id: null, thing, key: null, fields }], client);
}

function createAt(desk: Desk, side: 'hub' | 'a' | 'b'): Save {
  const isPerson = desk.random.chance(0.5);
  const identity = newIdentity(desk);
  // A knows clients only: nobody is a supplier here and a client there.
  const type = desk.random.chance(0.15) ? 'supplier' : 'client';
  if (side === 'hub')
    return () =>
      (isPerson
        ? createPerson(desk, 'people', identity)
        : createCompany(desk, 'companies', identity, type)) !== undefined;
  if (side === 'b')
    return () =>
      (isPerson
        ? createPerson(desk, 'b.contacts', identity)
        : createCompany(desk, 'b.customers', identity)) !== undefined;
  const clients = desk.live('a.clients');
  if (!isPerson || clients.length === 0)
    return () => createCompany(desk, 'a.clients', identity) !== undefined;
  const { id } = desk.random.pick(clients);
  return () => addContact(desk, id, identity);
}

/** The same real thing is entered on two sides at once: first contact has to recognise it. */
function createOnTwoSides(desk: Desk): Save {
  const identity = newIdentity(desk);
  desk.recognisable.add(identity.thing);
  if (desk.random.chance(0.4))
    return () => {
      const first = createPerson(desk, 'people', identity);
      return createPerson(desk, 'b.contacts', identity) !== undefined && first !== undefined;
    };
  const tables = desk.random.shuffle(companyTables).slice(0, 2);
  return () => tables.map((table) => createCompany(desk, table, identity)).every((row) => row !== undefined);
}

/**
 * Two records look like one of another side, and only one of them is: nobody but a person can tell. One of the
 * sides is the hub, or the first of them to be imported would meet no other.
 */
function createTwins(desk: Desk): Save {
  const identity = newIdentity(desk);
  const other = { ...identity, thing: desk.journal.log.newThing() };
  const spoke = desk.random.pick(['a.clients', 'b.customers'] as const);
  const [here, there] = desk.random.shuffle(['companies', spoke] as const);
  return () => {
    desk.twins.add(identity.thing).add(other.thing);
    if (here === undefined || there === undefined) return false;
    const rows = [
      createCompany(desk, here, identity),
      createCompany(desk, there, identity),
      createCompany(desk, there, other),
    ];
    return rows.every((row) => row !== undefined);
  };
}

/** Two clerks have one client's form open, and each saves the whole list of contacts as it was shown. */
function contactsAtOnce(desk: Desk, isStale: boolean): Save | undefined {
  const clients = desk.live('a.clients').filter(({ parts }) => Object.keys(parts).length > (isStale ? 0 : 1));
  if (clients.length === 0) return undefined;
  const shown = desk.random.pick(clients);
  const [mine, theirs] = desk.random.shuffle(sentContacts(shown));
  if (mine === undefined) return undefined;
  const changed = { contact_phone: desk.values.next('text', null) };
  if (isStale)
    return () => {
      const contacts = sentContacts(shown).map((contact) =>
        contact.id === mine.id ? { ...contact, fields: { ...contact.fields, ...changed } } : contact,
      );
      const now = desk.systems.tables['a.clients'].get(shown.id);
      // A form with other people in it would be refused.
      const isSameList =
        now !== undefined && Object.keys(now.parts).join() === Object.keys(shown.parts).join();
      return isSameList && desk.saveContacts(shown, contacts, shown);
    };
  const places = theirs === undefined ? [] : desk.places(theirs.thing);
  const inHub = places.find(({ table }) => table === 'people');
  if (inHub === undefined) return undefined;
  const shownInHub = desk.state(inHub)?.fields ?? {};
  const address = { table: 'a.clients' as TableName, id: shown.id, part: mine.id ?? '', thing: mine.thing };
  return () => {
    const saved = desk.save(address, changed, mine.fields);
    return desk.save(inHub, { phone: desk.values.next('text', null) }, shownInHub) && saved;
  };
}

/** Somebody moves to another company, in the hub or in B. */
function movePerson(desk: Desk): Save | undefined {
  const address = somePart(desk, ['people', 'b.contacts']);
  const shown = address && desk.state(address)?.fields;
  const companies = desk.live(address?.table === 'people' ? 'companies' : 'b.customers');
  const others = companies.filter(({ id }) => id !== shown?.['company']);
  if (address === undefined || shown === undefined || others.length === 0) return undefined;
  const { id } = desk.random.pick(others);
  return () => desk.save(address, { company: id }, shown);
}

export const createActs: readonly Act[] = [
  { name: 'create-in-hub', weight: 2, open: (desk) => createAt(desk, 'hub') },
  { name: 'create-in-a', weight: 2, open: (desk) => createAt(desk, 'a') },
  { name: 'create-in-b', weight: 2, open: (desk) => createAt(desk, 'b') },
  { name: 'create-on-two-sides', weight: 1.5, open: createOnTwoSides },
  { name: 'create-twins', weight: 0.7, open: createTwins },
  { name: 'contacts-at-once', weight: 2, open: (desk) => contactsAtOnce(desk, false) },
  { name: 'stale-form', weight: 1, open: (desk) => contactsAtOnce(desk, true) },
  { name: 'move-person', weight: 1, open: movePerson },
];
