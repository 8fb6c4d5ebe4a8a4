import { lostAnswer } from '@unified-sync/http-client/testing';
import { expect, it } from 'vitest';
import { createRevolutClient } from '../revolut-client.ts';
import { createRevolutServer } from './revolut-server.ts';
import { serve } from './serve.ts';

it('serves over real HTTP: tokens, payments, a connection that breaks after the payment', async () => {
  const server = createRevolutServer();
  const account = server.addAccount({ currency: 'EUR', balance: 100 });
  const listening = await serve(server);
  try {
    const revolut = createRevolutClient({
      environment: 'sandbox',
      baseUrl: `${listening.url}/api`,
      auth: server.auth,
      random: () => 0,
    });
    const { id } = await revolut.counterparties.create({ name: 'A', revtag: 'a', profile_type: 'personal' });
    server.faults.next(lostAnswer, { route: 'POST */1.0/pay' });
    await revolut.payments.create({
      account_id: account.id,
      receiver: { counterparty_id: id },
      amount: 1.5,
      currency: 'EUR',
    });
    expect(server.db.transactions.all()).toMatchObject([{ legs: [{ amount: -1.5 }] }]);
  } finally {
    await listening.close();
  }
});

it('makes the same business for the same seed', () => {
  const rows = (seed: number): string => {
    const server = createRevolutServer({ seed, now: () => Date.UTC(2026, 0, 1) });
    server.addAccount({ currency: 'EUR', balance: 0 });
    server.seedBusiness({ transactions: 50 });
    return JSON.stringify(server.db.transactions.all());
  };
  expect(rows(7)).toBe(rows(7));
  expect(rows(7)).not.toBe(rows(8));
});
