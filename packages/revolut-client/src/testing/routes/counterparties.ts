import { z } from 'zod';
import { addressSchema, type Counterparty } from '../../entities/counterparty.ts';
import { counterpartyExists, notFound, plain } from '../http/failure.ts';
import { olderThan, read } from '../http/read.ts';
import { noContent, ok, type Route } from '../http/route.ts';
import { stampOf, type World } from '../store/world.ts';

const inputSchema = z.looseObject({
  profile_type: z.enum(['personal', 'business']).optional(),
  name: z.string().optional(),
  revtag: z.string().optional(),
  company_name: z.string().optional(),
  individual_name: z.object({ first_name: z.string(), last_name: z.string() }).optional(),
  bank_country: z.string().optional(),
  currency: z.string().optional(),
  iban: z.string().optional(),
  bic: z.string().optional(),
  account_no: z.string().optional(),
  sort_code: z.string().optional(),
  address: addressSchema.optional(),
});

function create(world: World, body: unknown): Counterparty {
  const input = read(inputSchema, body);
  const { company_name, individual_name, revtag, iban, account_no } = input;
  const person = individual_name && `${individual_name.first_name} ${individual_name.last_name}`;
  const name = company_name ?? person ?? input.name;
  if (name === undefined) throw plain(400, 3009, "Required 'company_name' or 'individual_name' is missing");
  if (iban !== undefined && !/^[A-Z]{2}\d{2}[A-Z\d]{10,30}$/.test(iban))
    throw plain(400, 3000, `${iban} is not a valid IBAN`);
  const same = world.db.counterparties
    .all()
    .find((row) =>
      revtag === undefined
        ? row.accounts?.some((each) => each.iban === iban && each.account_no === account_no) === true
        : row.revtag === revtag,
    );
  if (same !== undefined) throw counterpartyExists(same.id);
  const { sort_code, bic, bank_country, currency, address } = input;
  const account = {
    iban,
    bic,
    account_no,
    sort_code: sort_code?.replaceAll('-', ''),
    bank_country,
    currency,
    address,
  };
  return world.db.counterparties.insert({
    ...stampOf(world),
    name,
    profile_type: company_name === undefined ? (input.profile_type ?? 'personal') : 'business',
    state: 'created',
    ...(revtag === undefined
      ? {
          accounts: [
            JSON.parse(JSON.stringify({ ...account, id: world.createId(), name, type: 'external' })),
          ],
        }
      : { revtag, country: 'GB' }),
  });
}

export const counterpartyRoutes = (world: World): Route[] => [
  {
    method: 'GET',
    pattern: '/counterparties',
    scopes: ['READ'],
    answer({ query }) {
      const name = query.get('name')?.toLowerCase();
      const rows = world.db.counterparties
        .all()
        .filter((row) => name === undefined || row.name.toLowerCase().includes(name))
        .filter((row) =>
          ['iban', 'account_no', 'sort_code', 'bic'].every(
            (field) =>
              !query.has(field) || row.accounts?.some((each) => each[field] === query.get(field)) === true,
          ),
        );
      return ok(olderThan(rows, query, 1000));
    },
  },
  {
    method: 'GET',
    pattern: '/counterparties/fields',
    scopes: ['READ'],
    answer: () =>
      ok({
        fields: [
          {
            name: 'company_name',
            required: true,
            regex: { pattern: '^.{1,140}$', description: 'Up to 140 characters' },
          },
          { name: 'iban', required: true },
        ],
      }),
  },
  {
    method: 'GET',
    pattern: '/counterparty/:id',
    scopes: ['READ'],
    answer(_request, id = '') {
      const row = world.db.counterparties.get(id);
      if (row === undefined) throw notFound('Counterparty');
      return ok(row);
    },
  },
  {
    method: 'POST',
    pattern: '/counterparty',
    scopes: ['READ', 'WRITE'],
    answer: ({ body }) => ok(create(world, body)),
  },
  {
    method: 'DELETE',
    pattern: '/counterparty/:id',
    scopes: ['READ', 'WRITE'],
    answer(_request, id = '') {
      if (!world.db.counterparties.remove(id)) throw notFound('Counterparty');
      return noContent;
    },
  },
  {
    method: 'PATCH',
    pattern: '/counterparties/:id/payment-methods/:method',
    scopes: ['READ', 'WRITE'],
    answer({ body }, id = '', method = '') {
      const row = world.db.counterparties.get(id);
      const { address } = read(z.object({ address: addressSchema }), body);
      if (row?.accounts?.some((each) => each.id === method) !== true) throw notFound('Payment method');
      const accounts = row.accounts.map((each) => (each.id === method ? { ...each, address } : each));
      world.db.counterparties.update(id, { accounts, updated_at: world.clock.instant() });
      return noContent;
    },
  },
  {
    method: 'POST',
    pattern: '/account-name-validation',
    scopes: ['WRITE'],
    answer: ({ body }) => {
      const { company_name } = read(inputSchema, body);
      return ok({ result_code: 'matched', ...(company_name !== undefined && { company_name }) });
    },
  },
];
