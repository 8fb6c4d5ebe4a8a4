import { z } from 'zod';
import { plain } from '../http/failure.ts';
import { olderThan, read } from '../http/read.ts';
import { created, noContent, ok, type Route } from '../http/route.ts';
import type { World } from '../store/world.ts';
import type { Subscription } from '../webhooks/webhooks.ts';

const events = z.array(
  z.enum(['TransactionCreated', 'TransactionStateChanged', 'PayoutLinkCreated', 'PayoutLinkStateChanged']),
);
const url = z.url({ protocol: /^https?$/ });
const inputSchema = z.object({ url, events: events.optional() });
const rotateSchema = z.object({ expiration_period: z.string().optional() });
const byDefault = ['TransactionCreated', 'TransactionStateChanged'];
const days21 = 21 * 86_400_000;

/** Lists and updates do not show the secret; creating, reading one and rotating do. */
const basic = ({ id, url: address, events: names }: Subscription) => ({ id, url: address, events: names });
const withSecret = (row: Subscription) => ({ ...basic(row), signing_secret: row.secrets[0]?.value });

const periods: readonly [RegExp, number][] = [
  [/^P(\d+)D$/, 86_400_000],
  [/^PT(\d+)H$/, 3_600_000],
  [/^PT(\d+)M$/, 60_000],
];

/** `P0D` where none is given: the old secret dies at once. At most seven days. */
function periodOf(text = 'P0D'): number {
  for (const [pattern, unit] of periods) {
    const count = pattern.exec(text)?.[1];
    if (count !== undefined && Number(count) * unit <= 7 * 86_400_000) return Number(count) * unit;
  }
  throw plain(400, 3000, 'expiration_period is not valid');
}

/** On version 2.0, unlike everything else. */
export function webhookRoutes({ webhooks, clock, createId }: World): Route[] {
  const { subscriptions, failed } = webhooks;
  const secret = (): string => `wsk_${createId().replaceAll('-', '')}`;
  const find = (id: string): Subscription => {
    const row = subscriptions.get(id);
    if (row === undefined) throw plain(404, 3040, 'Webhook not found');
    return row;
  };
  const routes: Omit<Route, 'version'>[] = [
    {
      method: 'POST',
      pattern: '/webhooks',
      scopes: ['WRITE'],
      answer({ body }) {
        const input = read(inputSchema, body);
        if (subscriptions.size >= 10)
          throw plain(422, 3352, 'Owner already has 10 webhooks. Only 10 are allowed.');
        const row: Subscription = {
          id: createId(),
          url: input.url,
          events: input.events ?? byDefault,
          secrets: [{ value: secret(), expiresAt: Number.POSITIVE_INFINITY }],
        };
        subscriptions.set(row.id, row);
        return created(withSecret(row));
      },
    },
    {
      method: 'GET',
      pattern: '/webhooks',
      scopes: ['READ'],
      answer: () => ok([...subscriptions.values()].map(basic)),
    },
    {
      method: 'GET',
      pattern: '/webhooks/:id',
      scopes: ['READ'],
      answer: (_, id = '') => ok(withSecret(find(id))),
    },
    {
      method: 'PATCH',
      pattern: '/webhooks/:id',
      scopes: ['WRITE'],
      answer({ body }, id = '') {
        const row = find(id);
        const input = read(inputSchema.partial(), body);
        if (input.url === undefined && input.events === undefined)
          throw plain(400, 3000, 'url or events must be provided');
        if (input.url !== undefined) row.url = input.url;
        if (input.events !== undefined) row.events = input.events;
        return ok(basic(row));
      },
    },
    {
      method: 'DELETE',
      pattern: '/webhooks/:id',
      scopes: ['WRITE'],
      answer(_request, id = '') {
        subscriptions.delete(find(id).id);
        return noContent;
      },
    },
    {
      method: 'POST',
      pattern: '/webhooks/:id/rotate-signing-secret',
      scopes: ['WRITE'],
      answer({ body }, id = '') {
        const row = find(id);
        const until = clock.now() + periodOf(read(rotateSchema, body).expiration_period);
        const live = row.secrets
          .map(({ value, expiresAt }) => ({ value, expiresAt: Math.min(expiresAt, until) }))
          .filter(({ expiresAt }) => expiresAt > clock.now());
        if (live.length >= 3) throw plain(422, 3355, 'There are too many active signing secrets');
        row.secrets = [{ value: secret(), expiresAt: Number.POSITIVE_INFINITY }, ...live];
        return ok(withSecret(row));
      },
    },
    {
      method: 'GET',
      pattern: '/webhooks/:id/failed-events',
      scopes: ['READ'],
      answer({ query }, id = '') {
        const oldest = clock.now() - days21;
        const before = query.get('created_before');
        if (before !== null && Date.parse(before) < oldest)
          throw plain(
            400,
            2101,
            `created_before must be after ${new Date(oldest).toISOString()}, but is: ${before}`,
          );
        const rows = failed.filter(
          (row) => row.webhook_id === find(id).id && Date.parse(row.created_at) >= oldest,
        );
        return ok(olderThan(rows, query, 1000));
      },
    },
  ];
  return routes.map((route) => ({ ...route, version: '2.0' }));
}
