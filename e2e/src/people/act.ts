import { newId, ownerCompany, type Stage } from '../stage/start-stage.ts';

/** Something that a person did, and that must be there on both sides in the end. */
export interface Expectation {
  readonly kind: 'company' | 'contact' | 'expense' | 'product' | 'payment';
  /** A value that nothing else holds. */
  readonly value: string;
  /** Field of the hub, and of Invoice Ninja. */
  readonly fields: readonly [hub: string, ninja: string];
}

let counter = 0;
const unique = (what: string): string => `${what} ${(counter += 1)}-${newId().slice(0, 8)}`;

/** Every other client: what is edited on one side is left alone on the other, so that nobody may lose. */
const clientsOf = (stage: Stage, half: 0 | 1) =>
  stage.ninja.db.clients.all().filter((client, index) => !client.is_deleted && index % 2 === half);

const at = <Value>(values: readonly Value[], index: number): Value => {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('there is nobody to edit');
  return value;
};

/** A person edits the address of a client in Invoice Ninja. */
export function editInNinja(stage: Stage, index: number): Expectation {
  const value = unique('Gasse');
  stage.ninja.person.edit('clients', at(clientsOf(stage, 0), index).id, { address1: value });
  return { kind: 'company', value, fields: ['address_line_1', 'address1'] };
}

/** A person creates a client with a contact in Invoice Ninja. */
export function createInNinja(stage: Stage): Expectation {
  const value = unique('Ninja AG');
  stage.ninja.person.create('clients', {
    name: value,
    contacts: [{ first_name: 'Zoë', last_name: value, email: `${newId()}@example.com` }],
  });
  return { kind: 'company', value, fields: ['name', 'name'] };
}

/** Every other invoice, as of the clients: what is paid off on one side takes no payment of the other. */
const invoicesOf = (stage: Stage, half: 0 | 1) =>
  stage.ninja.db.invoices.all().filter((_, index) => index % 2 === half);

/** A person pays what is open of an invoice in Invoice Ninja. */
export function payInNinja(stage: Stage, index: number): void {
  const open = invoicesOf(stage, 0).filter(
    ({ is_deleted, status_id, balance }) => !is_deleted && status_id === '2' && balance > 0,
  );
  stage.ninja.person.pay(at(open, index).id);
}

/** A person edits the city of a company in Directus. */
export async function editInHub(stage: Stage, index: number): Promise<Expectation> {
  const value = unique('Zürich');
  const { id } = at(clientsOf(stage, 1), index);
  const company = (await stage.hub.all('companies')).find((item) => item['invoice_ninja_id'] === id);
  if (company === undefined) throw new Error(`the hub does not have client ${id} yet`);
  await stage.hub.update('companies', String(company['id']), { city: value });
  return { kind: 'company', value, fields: ['city', 'city'] };
}

/** A person creates a company in Directus. */
export async function createInHub(stage: Stage): Promise<Expectation> {
  const value = unique('Hub GmbH');
  await stage.hub.create('companies', {
    id: newId(),
    name: value,
    type: 'client',
    owner_company: ownerCompany,
  });
  return { kind: 'company', value, fields: ['name', 'name'] };
}

/** A person records an expense in Directus. */
export async function spendInHub(stage: Stage): Promise<Expectation> {
  const value = unique('Büromaterial');
  await stage.hub.create('expenses', {
    id: newId(),
    description: value,
    amount: '1234.56',
    currency: 'CHF',
    date: '2026-03-04',
    owner_company: ownerCompany,
  });
  return { kind: 'expense', value, fields: ['description', 'public_notes'] };
}

/** A person records in Directus what a client has paid: money, so it must be booked once. */
export async function payInHub(stage: Stage, index: number): Promise<Expectation> {
  const value = unique('Zahlung');
  const own = new Set(invoicesOf(stage, 1).map(({ id }) => id));
  const invoices = (await stage.hub.all('client_invoices')).filter(
    (item) =>
      own.has(String(item['invoice_ninja_id'])) && item['status'] === 'sent' && Number(item['balance']) > 1,
  );
  const invoice = at(invoices, index);
  await stage.hub.create('payments', {
    id: newId(),
    company: invoice['company'],
    amount: '1.00',
    currency: invoice['currency'],
    date: '2026-03-05',
    reference: value,
    allocations: [{ invoice: invoice['number'], amount: '1' }],
    owner_company: ownerCompany,
  });
  return { kind: 'payment', value, fields: ['reference', 'transaction_reference'] };
}
