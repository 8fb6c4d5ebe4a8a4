import type { Entities } from '../entities/entities.ts';
import type { Entity } from '../entities/entity.ts';
import { text } from '../behaviour/coerce.ts';
import { decodeId } from '../ids.ts';
import { blankWebhook } from '../records/webhook.ts';
import type { WebhookSender } from '../webhooks/webhooks.ts';
import { refused, unauthorized } from './api-failure.ts';
import { findRow, itemReply } from './resource-routes.ts';
import type { Route } from './route.ts';

/** What only subscriptions can do. */
export function webhookRoutes(entities: Entities, sender: Pick<WebhookSender, 'resend'>): readonly Route[] {
  const { webhooks } = entities;
  return [
    {
      // Of all the templates this one is really stored, empty as it is.
      method: 'GET',
      pattern: 'webhooks/create',
      handler(request) {
        const { company, userId, isAdmin } = request.principal;
        if (!isAdmin) throw unauthorized();
        const data = { ...blankWebhook(), company_id: company.id, user_id: userId };
        return itemReply(webhooks, webhooks.table.insert(company.key, data), request);
      },
    },
    {
      method: 'POST',
      pattern: 'webhooks/:id/retry',
      handler(request, [id = '']) {
        const subscription = findRow(webhooks, request, id, 'edit');
        const { input, principal } = request;
        const name = text(input['entity']).toLowerCase();
        const entity = Object.values<Pick<Entity, 'name' | 'permission' | 'table'>>(entities).find(
          ({ name: route, permission }) => route === name || permission === name,
        );
        const row = entity?.table.get(decodeId(text(input['entity_id'])) ?? 0);
        if (entity === undefined || row?.companyKey !== principal.company.key)
          throw refused(400, 'Record not found');
        sender.resend(subscription, entity.name, row);
        return itemReply(webhooks, subscription, request);
      },
    },
  ];
}
