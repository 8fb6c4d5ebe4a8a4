import { z } from 'zod';
import type { PayoutLink } from '../../entities/payout-link.ts';
import { notFound, plain } from '../http/failure.ts';
import { olderThan, read } from '../http/read.ts';
import { created, noContent, ok, type Route } from '../http/route.ts';
import { stampOf, type World } from '../store/world.ts';

const inputSchema = z.object({
  counterparty_name: z.string(),
  request_id: z.string().min(1).max(40),
  account_id: z.string(),
  amount: z.number().positive(),
  currency: z.string(),
  reference: z.string(),
  save_counterparty: z.boolean().optional(),
  payout_methods: z.array(z.string()).default(['revolut', 'bank_account']),
});
const week = 7 * 86_400_000;

export function payoutLinkRoutes(world: World): Route[] {
  const { db, clock, createId, webhooks } = world;
  const find = (id: string): PayoutLink => {
    const link = db.payoutLinks.get(id);
    if (link === undefined) throw notFound('Resource');
    return link;
  };
  return [
    {
      method: 'POST',
      pattern: '/payout-links',
      scopes: ['PAY', 'WRITE'],
      answer({ body }) {
        const input = read(inputSchema, body);
        if (db.payoutLinks.all().some(({ request_id }) => request_id === input.request_id))
          throw plain(400, 3020, `Duplicate request: ${input.request_id}`);
        const link = db.payoutLinks.insert({
          ...stampOf(world),
          ...input,
          state: 'active',
          expiry_date: new Date(clock.now() + week).toISOString(),
          url: `https://business.revolut.com/p/${createId().slice(0, 8)}`,
        });
        webhooks.emit('PayoutLinkCreated', { id: link.id, state: link.state, request_id: link.request_id });
        return created(link);
      },
    },
    {
      method: 'GET',
      pattern: '/payout-links',
      scopes: ['READ'],
      answer({ query }) {
        const states = query.getAll('state');
        const rows = db.payoutLinks
          .all()
          .filter(({ state }) => states.length === 0 || states.includes(state));
        return ok(olderThan(rows, query, 1000));
      },
    },
    { method: 'GET', pattern: '/payout-links/:id', scopes: ['READ'], answer: (_, id = '') => ok(find(id)) },
    {
      method: 'POST',
      pattern: '/payout-links/:id/cancel',
      scopes: ['PAY', 'WRITE'],
      answer(_request, id = '') {
        const { url: _url, ...link } = find(id);
        if (link.state !== 'active') throw plain(422, 3100, 'Payout link cannot be cancelled');
        db.payoutLinks.insert({ ...link, state: 'cancelled', updated_at: clock.instant() });
        const { request_id } = link;
        webhooks.emit('PayoutLinkStateChanged', {
          id,
          request_id,
          old_state: 'active',
          new_state: 'cancelled',
        });
        return noContent;
      },
    },
  ];
}
