import { expect, it } from 'vitest';
import { collect, failureOf, startBusiness } from '../traps/testing/business.ts';

it('drafts: create, read, change, add, take away, delete', async () => {
  const { server, client } = startBusiness();
  const { paymentDrafts } = client();
  const { id: account_id } = server.addAccount({ currency: 'GBP', balance: 10 });
  const payment = { account_id, receiver: { counterparty_id: 'c' }, amount: 10, currency: 'GBP' };
  const draft = await paymentDrafts.create({ title: 'T', schedule_for: '2026-12-01', payments: [payment] });
  const id = draft?.id ?? '';
  await paymentDrafts.update(id, { title: 'U' });
  await paymentDrafts.addPayment(id, { ...payment, amount: 5 });
  const read = await paymentDrafts.get(id);
  expect(read).toMatchObject({ title: 'U', scheduled_for: '2026-12-01' });
  expect(read.payments.map(({ amount, state }) => [amount.amount, state])).toEqual([
    [10, 'CREATED'],
    [5, 'CREATED'],
  ]);
  const [first, second] = read.payments;
  await paymentDrafts.updatePayment(id, second?.id ?? '', { reference: 'R' });
  await paymentDrafts.deletePayment(id, first?.id ?? '');
  expect((await paymentDrafts.get(id)).payments).toMatchObject([{ id: second?.id, reference: 'R' }]);
  await paymentDrafts.delete(id);
  expect(await failureOf(paymentDrafts.get(id))).toMatchObject({ name: 'NotFoundError' });
});

it('payout links: create once, list by state, cancel', async () => {
  const { server, client } = startBusiness();
  const { payoutLinks } = client();
  const { id: account_id } = server.addAccount({ currency: 'GBP', balance: 10 });
  const input = { counterparty_name: 'John', account_id, amount: 5.5, currency: 'GBP', reference: 'Rent' };
  const link = await payoutLinks.create(input, { requestId: 'L' });
  expect(link).toMatchObject({ state: 'active', amount: 5.5, url: expect.stringContaining('https://') });
  const again = await failureOf(payoutLinks.create(input, { requestId: 'L' }));
  expect(again).toMatchObject({ name: 'ConflictError' });
  await payoutLinks.cancel(link.id);
  expect(await payoutLinks.get(link.id)).toMatchObject({ state: 'cancelled' });
  expect(await collect(payoutLinks.list({ state: ['active'] }))).toEqual([]);
  expect(await collect(payoutLinks.list({ state: ['active', 'cancelled'] }))).toHaveLength(1);
});

it('cards: create once, change limits, freeze, lock, terminate', async () => {
  const { server, client } = startBusiness();
  const { cards } = client();
  const spending_limits = { single: { amount: 10, currency: 'GBP' }, week: { amount: 50, currency: 'GBP' } };
  const input = { virtual: true, label: 'Travel', spending_limits };
  const card = await cards.create(input, { requestId: 'C' });
  expect((await cards.create(input, { requestId: 'C' })).id).toBe(card.id);
  const changed = await cards.update(card.id, { spending_limits: { single: null } });
  expect(changed.spending_limits).toEqual({ week: { amount: 50, currency: 'GBP' } });
  await cards.freeze(card.id);
  expect((await cards.get(card.id)).state).toBe('frozen');
  await cards.unfreeze(card.id);
  await cards.lock(card.id);
  await cards.unlock(card.id);
  expect(await cards.updateReferences(card.id, [{ name: 'PNR', value: '1' }])).toHaveLength(1);
  expect(await cards.updateContacts(card.id, ['m'])).toEqual(['m']);
  // Another scope, which this grant does not have.
  expect(await failureOf(cards.sensitiveDetails(card.id))).toMatchObject({ name: 'PermissionError' });
  await cards.terminate(card.id);
  expect(await collect(cards.list())).toEqual([]);
  expect(server.db.cards.get(card.id)?.state).toBe('terminated');
});

it('card invitations: create, change, cancel, and not change afterwards', async () => {
  const { cardInvitations } = startBusiness().client();
  const { id } = await cardInvitations.create({ holder_id: 'h', virtual: true });
  expect(await cardInvitations.update(id, { label: 'L' })).toMatchObject({ label: 'L', state: 'created' });
  await cardInvitations.cancel(id);
  expect(await collect(cardInvitations.list())).toMatchObject([{ state: 'cancelled' }]);
  expect(await failureOf(cardInvitations.update(id, { label: 'M' }))).toMatchObject({ status: 422 });
});

it('expenses: lists ties of a day without losing any, and downloads a receipt', async () => {
  const { server, client } = startBusiness({ environment: 'production' });
  const spent_amount = { amount: 5, currency: 'GBP' };
  for (let index = 0; index < 9; index += 1)
    server.db.expenses.insert({
      id: `e${index}`,
      state: 'approved',
      transaction_type: 'external',
      expense_date: index < 7 ? '2026-01-21T00:00:00Z' : `2026-01-2${index}T10:00:00.123Z`,
      splits: [{ amount: spent_amount }],
      receipt_ids: ['r'],
      spent_amount,
    });
  const bytes = new Uint8Array([37, 80, 68, 70]);
  server.db.receipts.insert({ id: 'r', bytes, contentType: 'application/pdf' });
  const { expenses } = client();
  const ids = (await collect(expenses.list({ perPage: 4 }))).map(({ id }) => id);
  expect([ids.length, new Set(ids).size]).toEqual([9, 9]);
  expect(await expenses.get('e1')).toMatchObject({ spent_amount });
  expect(await expenses.receipt('e1', 'r')).toEqual({ bytes, contentType: 'application/pdf' });
});

it('accounting: categories, tax rates, groups and their labels', async () => {
  const revolut = startBusiness().client();
  const rate = await revolut.taxRates.create({ name: 'VAT', percentage: 8.1 });
  const category = await revolut.accountingCategories.create({
    name: 'Travel',
    code: '400',
    default_tax_rate_id: rate.id,
  });
  await revolut.accountingCategories.update(category.id, { code: '401' });
  expect(await revolut.accountingCategories.get(category.id)).toMatchObject({ name: 'Travel', code: '401' });
  const taken = await failureOf(revolut.accountingCategories.create({ name: 'Travel' }));
  expect(taken).toMatchObject({ name: 'ConflictError', status: 409 });
  const group = await revolut.labelGroups.create({ name: 'Project' });
  const label = await revolut.labels.create(group.id, { name: 'Apollo' });
  await revolut.labels.update(group.id, label.id, { name: 'Artemis' });
  expect(await collect(revolut.labels.list(group.id))).toMatchObject([{ name: 'Artemis' }]);
  await revolut.labels.delete(group.id, label.id);
  expect(await collect(revolut.labels.list(group.id))).toEqual([]);
  await revolut.taxRates.delete(rate.id);
  expect(await collect(revolut.taxRates.list())).toEqual([]);
});

it('team: invite, place, suspend, remove', async () => {
  const { server, client } = startBusiness();
  const { teamMembers, departments, roles } = client();
  const at = '2026-01-01T00:00:00.000000Z';
  server.db.roles.insert({ id: 'member', name: 'Member', created_at: at, updated_at: at });
  const { id } = await teamMembers.invite({ email: 'a@example.com', role_id: 'member' });
  const department = await departments.create({ name: 'Engineering' });
  await teamMembers.assignDepartment(id, department.id);
  await teamMembers.assignManager(id, 'm');
  await teamMembers.updateRole(id, 'viewer');
  await teamMembers.suspend(id);
  expect(await teamMembers.get(id)).toMatchObject({
    state: 'suspended',
    role_id: 'viewer',
    department_id: department.id,
    manager_id: 'm',
  });
  await teamMembers.unsuspend(id);
  await teamMembers.assignDepartment(id, undefined);
  await teamMembers.assignManager(id, undefined);
  const [member] = await collect(teamMembers.list());
  expect(member).not.toHaveProperty('department_id');
  expect(member).not.toHaveProperty('manager_id');
  await teamMembers.remove(id);
  expect(await collect(teamMembers.list())).toEqual([]);
  expect(await collect(roles.list())).toMatchObject([{ id: 'member' }]);
});

it('money around payments: details, rates, reasons, names, requirements, simulations', async () => {
  const { server, client } = startBusiness();
  const revolut = client();
  const eur = server.addAccount({ currency: 'EUR', balance: 10 });
  expect(await revolut.accounts.bankDetails(eur.id)).toMatchObject([{ schemes: ['swift'] }]);
  expect(await revolut.exchanges.rate({ from: 'EUR', to: 'USD', amount: 8 })).toMatchObject({
    rate: 1.25,
    to: { amount: 10, currency: 'USD' },
  });
  const unknown = await failureOf(revolut.exchanges.rate({ from: 'EUR', to: 'XXX' }));
  expect(unknown).toMatchObject({ name: 'NotFoundError' });
  expect(await revolut.exchanges.reasons()).toHaveLength(1);
  expect(await revolut.transfers.reasons()).toMatchObject([{ code: 'advertising' }]);
  expect(await revolut.counterparties.validateName({ company_name: 'A', iban: 'X' })).toMatchObject({
    result_code: 'matched',
  });
  const corridor = { country: 'CH', currency: 'CHF', recipient_type: 'company' };
  expect((await revolut.counterparties.requirements(corridor)).fields[0]?.name).toBe('company_name');
  const topUp = { account_id: eur.id, amount: 5, currency: 'EUR' };
  expect(await revolut.simulations.topUp(topUp)).toMatchObject({ state: 'completed' });
  expect((await revolut.accounts.get(eur.id)).balance).toBe(15);
  const { id } = await revolut.simulations.topUp({ ...topUp, state: 'pending' });
  expect(await revolut.simulations.transaction(id, 'revert')).toMatchObject({ state: 'reverted' });
  expect(await failureOf(revolut.simulations.transaction(id, 'complete'))).toMatchObject({ status: 422 });
  expect((await revolut.accounts.get(eur.id)).balance).toBe(15);
});

it('a counterparty: address, filters, end', async () => {
  const { counterparties } = startBusiness().client();
  const iban = 'CH5604835012345678009';
  const made = await counterparties.create({
    company_name: 'Edel',
    bank_country: 'CH',
    currency: 'CHF',
    iban,
  });
  const method = made.accounts?.[0]?.id ?? '';
  await counterparties.updateAddress(made.id, method, { city: 'Bern', country: 'CH' });
  expect((await counterparties.get(made.id)).accounts?.[0]?.address).toEqual({ city: 'Bern', country: 'CH' });
  expect(await collect(counterparties.list({ iban }))).toHaveLength(1);
  expect(await collect(counterparties.list({ name: 'nobody' }))).toEqual([]);
  await counterparties.delete(made.id);
  expect(await failureOf(counterparties.get(made.id))).toMatchObject({ name: 'NotFoundError' });
});
