import { between, pick } from '../store/random.ts';
import { timeAt, type Seed } from './seed.ts';
import { familyNames, legalForms, spending } from './vocabulary.ts';

/** Who is bought from: one vendor for twenty expenses. */
export function planVendors(seed: Seed): void {
  const { installation, entities, request, size, timeline, vendorIds } = seed;
  const { random } = installation;
  for (let index = 0; index < Math.ceil(size.expenses / 20); index += 1) {
    const name = `${pick(random, spending)} ${pick(random, familyNames)} ${pick(random, legalForms)}`;
    const contacts = [{ email: `rechnung@lieferant${index}.example`, last_name: pick(random, familyNames) }];
    timeline.plan(timeAt(seed, 0), () => {
      vendorIds[index] = entities.vendors.create({ name, contacts }, request).id;
    });
  }
}

/** What is spent. One in ten is in euros, one in twenty is passed on to a client. */
export function planExpenses(seed: Seed): void {
  const { installation, entities, request, size, timeline, vendorIds, clientIds } = seed;
  const { random } = installation;
  for (let index = 0; index < size.expenses; index += 1) {
    const time = timeAt(seed, 0.01 + (index / size.expenses) * 0.98);
    const isForeign = random() < 0.1;
    const amount = between(random, 150, 900_000) / 100;
    const [vendor, isPassedOn, isPaid, state] = [random(), random() < 0.05, random() < 0.7, random()];
    const values = {
      amount,
      public_notes: random() < 0.2 ? '' : pick(random, spending),
      transaction_reference: random() < 0.3 ? `BELEG ${between(random, 1, 9999)}` : '',
      should_be_invoiced: isPassedOn,
      ...(isForeign && {
        currency_id: '3',
        exchange_rate: 0.94,
        foreign_amount: Math.round(amount * 94) / 100,
      }),
      ...(random() < 0.6 && { tax_name1: 'MWST', tax_rate1: 8.1 }),
    };
    timeline.plan(time, () => {
      const date = installation.clock.today();
      const vendor_id = vendorIds[Math.floor(vendor * vendorIds.length)] ?? '';
      const client_id = isPassedOn ? (clientIds[0] ?? '') : '';
      const row = entities.expenses.create(
        { ...values, date, vendor_id, client_id, payment_date: isPaid ? date : '' },
        request,
      );
      if (state < 0.05) entities.expenses.archive(row);
      else if (state < 0.08) entities.expenses.remove(row);
    });
  }
}
