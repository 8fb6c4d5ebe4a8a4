import { notFound } from '../http/failure.ts';
import { ok, type Route } from '../http/route.ts';
import type { World } from '../store/world.ts';

export const accountRoutes = ({ db }: World): Route[] => [
  { method: 'GET', pattern: '/accounts', scopes: ['READ'], answer: () => ok(db.accounts.all()) },
  {
    method: 'GET',
    pattern: '/accounts/:id',
    scopes: ['READ'],
    answer(_request, id = '') {
      const account = db.accounts.get(id);
      if (account === undefined) throw notFound('Account');
      return ok(account);
    },
  },
  {
    method: 'GET',
    pattern: '/accounts/:id/bank-details',
    scopes: ['READ'],
    answer(_request, id = '') {
      const account = db.accounts.get(id);
      if (account === undefined) throw notFound('Account');
      // A list, although it is about one account.
      return ok([
        {
          iban: `GB33REVO0099699${id.replaceAll(/\D/g, '').padEnd(7, '0').slice(0, 7)}`,
          bic: 'REVOGB21',
          beneficiary: 'Example Ltd',
          beneficiary_address: { country: 'GB', postcode: 'E14 5AB' },
          bank_country: 'GB',
          pooled: false,
          schemes: ['swift'],
          estimated_time: { unit: 'days', min: 1, max: 3 },
        },
      ]);
    },
  },
  {
    method: 'GET',
    pattern: '/transfer-reasons',
    scopes: ['READ'],
    answer: () => ok([{ country: 'IN', currency: 'INR', code: 'advertising', description: 'Advertising' }]),
  },
  {
    method: 'GET',
    pattern: '/exchange-reasons',
    scopes: ['READ'],
    answer: () => ok([{ code: 'currency_reserves', name: 'Currency reserves' }]),
  },
];
