import type { Thing } from '../truth-log.ts';
import type { Desk } from './people/desk.ts';
import { addContact, createCompany, createPerson, newIdentity } from './people/create-acts.ts';
import { createInvoice } from './people/invoice-acts.ts';

/**
 * What was there before the sync began: things known to one side only, things known to several, and another
 * owner's company of the same name, which is none of ours.
 */
export function populate(desk: Desk): void {
  const { random } = desk;
  for (let index = random.int(0, 3); index > 0; index--) {
    const identity = newIdentity(desk);
    const sides = random.shuffle(['companies', 'a.clients', 'b.customers'] as const);
    for (const table of sides.slice(0, random.int(1, 3))) createCompany(desk, table, identity);
    protect(desk, identity.thing);
  }
  for (let index = random.int(0, 3); index > 0; index--) {
    const identity = newIdentity(desk);
    if (random.chance(0.6)) createPerson(desk, 'people', identity);
    if (random.chance(0.6)) createPerson(desk, 'b.contacts', identity);
    const [client] = random.shuffle(desk.live('a.clients'));
    if (client !== undefined && random.chance(0.4)) addContact(desk, client.id, identity);
    protect(desk, identity.thing);
  }
  for (let index = random.int(0, 3); index > 0; index--)
    createInvoice(desk, random.pick(['invoices', 'a.invoices']))?.();
  if (random.chance(0.3)) createNamesake(desk);
}

function protect(desk: Desk, thing: Thing): void {
  if (desk.places(thing).length > 1) desk.recognisable.add(thing);
}

function createNamesake(desk: Desk): void {
  const ours = desk.live('a.clients')[0];
  if (ours === undefined) return;
  const fields = { owner_company: 'beta', name: ours.fields['name'] ?? null, type: 'client' };
  desk.create('companies', { fields, key: null, thing: desk.journal.log.newThing() });
}
