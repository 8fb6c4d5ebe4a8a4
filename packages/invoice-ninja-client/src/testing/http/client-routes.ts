import type { Entities } from '../entities/entities.ts';
import { mergeClients, purgeClient } from '../behaviour/client-removal.ts';
import { documentsOf } from '../entities/resource.ts';
import type { Installation } from '../store/installation.ts';
import type { PasswordCheck } from './password.ts';
import { json } from './reply.ts';
import { findRow, itemReply } from './resource-routes.ts';
import type { Route } from './route.ts';

/** What only clients can do: be purged, be merged, and list their files. */
export function clientRoutes(
  installation: Installation,
  { clients }: Entities,
  checkPassword: PasswordCheck,
): readonly Route[] {
  return [
    {
      method: 'POST',
      pattern: 'clients/:id/purge',
      handler(request, [id = '']) {
        checkPassword(request);
        purgeClient(installation, findRow(clients, request, id, 'edit'));
        return json({ message: 'Success' });
      },
    },
    {
      method: 'POST',
      pattern: 'clients/:id/:other/merge',
      handler(request, [id = '', other = '']) {
        checkPassword(request);
        const [kept, merged] = [
          findRow(clients, request, id, 'edit'),
          findRow(clients, request, other, 'edit'),
        ];
        mergeClients(installation, kept, merged);
        return itemReply(clients, kept, request);
      },
    },
    {
      method: 'POST',
      pattern: 'clients/:id/documents',
      handler(request, [id = '']) {
        return json({ data: documentsOf(installation, 'clients', findRow(clients, request, id, 'view')) });
      },
    },
  ];
}
