import { z } from 'zod';
import type { Card, CardInvitation } from '../../entities/card.ts';
import { messageOnly, plain } from '../http/failure.ts';
import { olderThan, read } from '../http/read.ts';
import { created, noContent, ok, type Route } from '../http/route.ts';
import { stampOf, type World } from '../store/world.ts';

const controls = z.looseObject({
  label: z.string().optional(),
  spending_limits: z.record(z.string(), z.unknown()).nullish(),
});
const inputSchema = controls.extend({
  request_id: z.string().max(40),
  virtual: z.boolean(),
  holder_id: z.string().optional(),
  contact_ids: z.array(z.string()).optional(),
});
const references = z.array(z.object({ name: z.string(), value: z.string() }));
const day = 86_400_000;

/** `null` removes a limit; what is left out stays. */
function patched(row: Card | CardInvitation, body: unknown): Record<string, unknown> {
  const { spending_limits: limits, ...rest } = read(controls, body);
  const change: Record<string, unknown> = { ...rest };
  if (limits === undefined) return change;
  const merged = Object.entries({ ...row.spending_limits, ...limits }).filter(([, limit]) => limit !== null);
  return { ...change, spending_limits: limits === null ? undefined : Object.fromEntries(merged) };
}

export function cardRoutes(world: World): Route[] {
  const { db, clock } = world;
  const seen = new Map<string, { id: string; at: number }>();
  const find = (id: string): Card => {
    const card = db.cards.get(id);
    if (card === undefined) throw plain(404, 1214, 'Card not found');
    return card;
  };
  const act = (action: string, from: string, to: string): Route => ({
    method: 'POST',
    pattern: `/cards/:id/${action}`,
    scopes: ['READ', 'WRITE'],
    answer(_request, id = '') {
      if (find(id).state !== from) throw plain(400, 3100, `Card is not ${from}`);
      db.cards.update(id, { state: to, updated_at: clock.instant() });
      return noContent;
    },
  });
  return [
    {
      method: 'GET',
      pattern: '/cards',
      scopes: ['READ'],
      answer: ({ query }) =>
        ok(
          olderThan(
            db.cards.all().filter(({ state }) => state !== 'terminated'),
            query,
            100,
          ),
        ),
    },
    {
      method: 'POST',
      pattern: '/cards',
      scopes: ['READ', 'WRITE'],
      answer({ body }) {
        const { request_id, ...input } = read(inputSchema, body);
        const known = seen.get(request_id);
        // Unlike a payment, a card is answered once more, for a day.
        if (known !== undefined && clock.now() - known.at < day) return ok(find(known.id));
        const card = db.cards.insert({
          ...stampOf(world),
          ...JSON.parse(JSON.stringify(input)),
          state: 'active',
          last_digits: '9876',
          expiry: '09/2030',
        });
        seen.set(request_id, { id: card.id, at: clock.now() });
        return ok(card);
      },
    },
    { method: 'GET', pattern: '/cards/:id', scopes: ['READ'], answer: (_, id = '') => ok(find(id)) },
    {
      method: 'PATCH',
      pattern: '/cards/:id',
      scopes: ['READ', 'WRITE'],
      answer: ({ body }, id = '') =>
        ok(db.cards.update(id, { ...patched(find(id), body), updated_at: clock.instant() })),
    },
    {
      method: 'DELETE',
      pattern: '/cards/:id',
      scopes: ['READ', 'WRITE'],
      answer(_request, id = '') {
        const terminated_at = clock.instant();
        db.cards.update(find(id).id, { state: 'terminated', terminated_at, updated_at: terminated_at });
        return noContent;
      },
    },
    act('freeze', 'active', 'frozen'),
    act('unfreeze', 'frozen', 'active'),
    act('lock', 'active', 'locked'),
    act('unlock', 'locked', 'active'),
    {
      method: 'PUT',
      pattern: '/cards/:id/contacts',
      scopes: ['READ', 'WRITE'],
      answer({ body }, id = '') {
        const contact_ids = read(z.array(z.string()), body);
        db.cards.update(find(id).id, { contact_ids });
        return ok(contact_ids);
      },
    },
    {
      method: 'PUT',
      pattern: '/cards/:id/references',
      scopes: ['READ', 'WRITE'],
      answer({ body }, id = '') {
        db.cards.update(find(id).id, { references: read(references, body) });
        return ok(read(references, body));
      },
    },
    {
      method: 'GET',
      pattern: '/cards/:id/sensitive-details',
      scopes: ['READ_SENSITIVE_CARD_DATA'],
      answer: (_, id = '') => ok({ pan: '4111111111111111', cvv: '123', expiry: find(id).expiry }),
    },
  ];
}

export function cardInvitationRoutes(world: World): Route[] {
  const { db, clock } = world;
  const find = (id: string): CardInvitation => {
    const invitation = db.cardInvitations.get(id);
    if (invitation === undefined) throw messageOnly(404, 'Card invitation not found');
    return invitation;
  };
  return [
    {
      method: 'GET',
      pattern: '/card-invitations',
      scopes: ['READ'],
      answer: ({ query }) => ok(olderThan(db.cardInvitations.all(), query, 100)),
    },
    {
      method: 'POST',
      pattern: '/card-invitations',
      scopes: ['READ', 'WRITE'],
      answer({ body }) {
        const { request_id: _request_id, ...input } = read(inputSchema, body);
        return created(
          db.cardInvitations.insert({
            ...stampOf(world),
            ...JSON.parse(JSON.stringify(input)),
            state: 'created',
            expiry_date: new Date(clock.now() + 15 * day).toISOString(),
          }),
        );
      },
    },
    {
      method: 'GET',
      pattern: '/card-invitations/:id',
      scopes: ['READ'],
      answer: (_, id = '') => ok(find(id)),
    },
    {
      method: 'PATCH',
      pattern: '/card-invitations/:id',
      scopes: ['READ', 'WRITE'],
      answer({ body }, id = '') {
        const row = find(id);
        if (row.state !== 'created')
          throw messageOnly(422, `Unable to update card invitation with state=${row.state}`);
        return ok(db.cardInvitations.update(id, { ...patched(row, body), updated_at: clock.instant() }));
      },
    },
    {
      method: 'POST',
      pattern: '/card-invitations/:id/cancel',
      scopes: ['READ', 'WRITE'],
      answer(_request, id = '') {
        const row = find(id);
        if (row.state !== 'created')
          throw messageOnly(422, `Unable to cancel card invitation with state=${row.state}`);
        db.cardInvitations.update(id, { state: 'cancelled', updated_at: clock.instant() });
        return noContent;
      },
    },
  ];
}
