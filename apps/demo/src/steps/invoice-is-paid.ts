import { type Step, until } from './step.ts';

/** Step 1: an invoice is paid at the provider; its webhook makes the worker look. */
export const invoiceIsPaid: Step = {
  title: 'An invoice is paid in Invoice Ninja',
  async run({ services: { ninja }, items, say }) {
    const open = ninja.db.invoices.all().find((one) => one.status_id === '2' && !one.is_deleted);
    if (open === undefined) throw new Error('the company has no open invoice');
    const there = () => {
      const invoice = ninja.db.invoices.get(open.id);
      return { status: invoice?.status_id, balance: Number(invoice?.balance) };
    };
    const here = async () => {
      const item = await items.find('client_invoices', { invoice_ninja_id: { _eq: open.id } });
      return { status: item?.['status'], balance: Number(item?.['balance'] ?? NaN) };
    };
    say(`before: Invoice Ninja ${JSON.stringify(there())}  Directus ${JSON.stringify(await here())}`);
    ninja.person.pay(open.id);
    const took = await until(here, ({ status, balance }) => status === 'paid' && balance === 0);
    say(`after:  Invoice Ninja ${JSON.stringify(there())}  Directus ${JSON.stringify(await here())}`);
    if (there().balance !== 0) throw new Error('Invoice Ninja does not show it as paid');
    say(`by webhook, ${took.toFixed(0)} ms`);
  },
};
