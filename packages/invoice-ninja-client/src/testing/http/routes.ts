import type { Entities } from '../entities/entities.ts';
import type { Entity } from '../entities/entity.ts';
import type { EntityName } from '../records/entity-data.ts';
import type { Installation } from '../store/installation.ts';
import type { Random } from '../store/random.ts';
import type { WebhookSender } from '../webhooks/webhooks.ts';
import { accountRoutes } from './account-routes.ts';
import { actionRoutes } from './action-routes.ts';
import { clientRoutes } from './client-routes.ts';
import { documentRoutes } from './document-routes.ts';
import { downloadRoutes } from './download-routes.ts';
import { emailRoutes } from './email-routes.ts';
import { createPasswordCheck } from './password.ts';
import { paymentRoutes } from './payment-routes.ts';
import { resourceRoutes } from './resource-routes.ts';
import type { Route } from './route.ts';
import { webhookRoutes } from './webhook-routes.ts';

/** What the routes need. */
export interface RoutesOptions {
  readonly installation: Installation;
  readonly entities: Entities;
  readonly webhooks: Pick<WebhookSender, 'resend'>;
  /** Shakes lists whose order was not asked for. */
  readonly shake: Random | undefined;
  /** Told after each page of a list. */
  readonly onPage: (entity: EntityName, page: number) => void;
}

/** Every route below `/api/v1`. The first that fits wins, so what is special stands first. */
export function routesOf({
  installation,
  entities,
  webhooks,
  shake,
  onPage,
}: RoutesOptions): readonly Route[] {
  const checkPassword = createPasswordCheck(installation.clock);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an entity only ever meets rows of its own table
  const all = Object.values(entities) as readonly Entity[];
  return [
    ...accountRoutes(installation.baseUrl),
    ...emailRoutes(installation, entities),
    ...downloadRoutes(installation),
    ...paymentRoutes(installation, entities),
    ...clientRoutes(installation, entities, checkPassword),
    ...webhookRoutes(entities, webhooks),
    ...documentRoutes(installation, entities, checkPassword),
    ...all.flatMap((entity) => {
      const url = `${installation.baseUrl}/api/v1/${entity.name}`;
      return resourceRoutes(entity, { url, shake, onPage: (page) => onPage(entity.name, page) });
    }),
    ...actionRoutes(installation, entities),
  ];
}
