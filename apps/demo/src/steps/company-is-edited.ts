import { type Step, until } from './step.ts';

/** Step 2: a company is edited in Directus; the hook's hint makes the worker look. */
export const companyIsEdited: Step = {
  title: 'A company is edited in Directus',
  async run({ services: { ninja }, items, say }) {
    const item = await items.find('companies', {
      invoice_ninja_id: { _nempty: true },
      archived: { _eq: false },
    });
    const clientId = String(item?.['invoice_ninja_id']);
    const id = String(item?.['id']);
    const city = `Winterthur ${Date.now() % 1000}`;
    const there = () => ninja.db.clients.get(clientId)?.city;
    const here = async () => (await items.find('companies', { id: { _eq: id } }))?.['city'];
    say(`before: Directus "${String(await here())}"  Invoice Ninja "${there()}"`);
    await items.update('companies', id, { city });
    const took = await until(there, (value) => value === city);
    if ((await here()) !== city) throw new Error('Directus does not show the edit any more');
    say(`after:  Directus "${String(await here())}"  Invoice Ninja "${there()}"`);
    say(`by hint of the Directus extension, ${took.toFixed(0)} ms`);
  },
};
