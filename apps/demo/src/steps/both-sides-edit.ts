import { type Step, until } from './step.ts';

interface Shown {
  readonly name: unknown;
  readonly phone: unknown;
  readonly website: unknown;
}

/** Step 3: both sides edit one company at once: different fields merge, the same field follows its authority. */
export const bothSidesEdit: Step = {
  title: 'A company is edited on both sides at once',
  async run({ services: { ninja }, items, cli, say }) {
    const found = await items.find('companies', {
      invoice_ninja_id: { _nempty: true },
      archived: { _eq: false },
    });
    const clientId = String(found?.['invoice_ninja_id']);
    const id = String(found?.['id']);
    const stamp = Date.now() % 100_000;
    const there = (): Shown => {
      const client = ninja.db.clients.get(clientId);
      return { name: client?.name, phone: client?.phone, website: client?.website };
    };
    const here = async (): Promise<Shown> => {
      const item = await items.find('companies', { id: { _eq: id } });
      return { name: item?.['name'], phone: item?.['phone'], website: item?.['website'] };
    };
    say(`before: Invoice Ninja ${JSON.stringify(there())}`);
    say(`        Directus      ${JSON.stringify(await here())}`);
    const phone = `+41 44 ${stamp}`;
    const website = `https://www.example.com/${stamp}`;
    const [kept, lost] = [`Directus AG ${stamp}`, `Ninja AG ${stamp}`];
    // The provider's events wait until both edits are made: nobody tells the worker of the first one alone.
    ninja.webhooks.mode = 'manual';
    ninja.person.edit('clients', clientId, { phone, name: lost });
    await items.update('companies', id, { website, name: kept });
    ninja.webhooks.mode = 'immediate';
    await ninja.webhooks.flush();
    const isMerged = (shown: Shown): boolean =>
      shown.name === kept && shown.phone === phone && shown.website === website;
    await until(here, isMerged);
    await until(there, isMerged);
    say(`after:  Invoice Ninja ${JSON.stringify(there())}`);
    say(`        Directus      ${JSON.stringify(await here())}`);
    const explained = JSON.stringify(await cli.ask('explain', `companies/${id}`, 'name'));
    if (!explained.includes(`"lost":"${lost}"`))
      throw new Error('no finding keeps the name that was not taken');
    say(`phone and website merged; Directus decides the name, and a finding keeps "${lost}"`);
  },
};
