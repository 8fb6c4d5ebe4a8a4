import { text } from '../behaviour/coerce.ts';
import { ApiFailure, invalid, unauthorized } from '../http/api-failure.ts';
import { isRecord, type Input } from '../http/api-request.ts';
import { stamped } from '../http/present.ts';
import { json } from '../http/reply.ts';
import { blankWebhook, type WebhookData } from '../records/webhook.ts';
import type { Principal } from '../store/company.ts';
import type { Installation } from '../store/installation.ts';
import type { Row } from '../store/table.ts';
import { largestEventId } from '../webhooks/event-ids.ts';
import type { Entity } from './entity.ts';
import { resource } from './resource.ts';
import { anyColumn } from './sorting.ts';

/** Subscriptions to events: `/webhooks`. For administrators. */
export function webhooks(installation: Installation): Entity<WebhookData> {
  const { tables, clock } = installation;
  const table = tables.webhooks;

  return resource(installation, 'webhooks', {
    model: 'Webhook',
    permission: 'webhook',
    table,
    compare: anyColumn(blankWebhook),
    present: (row: Row<WebhookData>) => ({
      ...stamped(row),
      // PHP's empty array is a list; one with names is an object.
      headers: Object.keys(row.data.headers).length === 0 ? [] : row.data.headers,
    }),
    create(input, { principal }) {
      mustBeAdmin(principal);
      if (text(input['target_url']) === '')
        throw invalid({ target_url: ['The target url field is required.'] });
      const { company, userId } = principal;
      const event = Number(text(input['event_id']));
      if (!Number.isInteger(event) || event < 1 || event > largestEventId) {
        throw new ApiFailure(json('Invalid event', 400));
      }
      return table.insert(company.key, {
        ...blankWebhook(),
        ...readWebhook(input),
        company_id: company.id,
        user_id: userId,
      });
    },
    update(row, input, { principal }) {
      mustBeAdmin(principal);
      return table.save(row, readWebhook(input));
    },
    // Deleting archives.
    remove(row) {
      if (row.archivedAt === 0) table.save(row, {}, { state: { archivedAt: clock.micros() } });
    },
    unknownAction: 'crash',
  });
}

function mustBeAdmin({ isAdmin }: Principal): void {
  if (!isAdmin) throw unauthorized();
}

function readWebhook(input: Input): Partial<WebhookData> {
  const changes: Partial<WebhookData> = {};
  if ('target_url' in input) {
    if (!URL.canParse(text(input['target_url'])))
      throw invalid({ target_url: ['The target url field must be a valid URL.'] });
    changes.target_url = text(input['target_url']);
  }
  if ('event_id' in input) changes.event_id = text(input['event_id']);
  if ('format' in input) changes.format = text(input['format']);
  if ('rest_method' in input) {
    const method = text(input['rest_method']);
    if (!['post', 'put'].includes(method))
      throw invalid({ rest_method: ['The selected rest method is invalid.'] });
    changes.rest_method = method;
  }
  if (isRecord(input['headers'])) {
    changes.headers = Object.fromEntries(
      Object.entries(input['headers']).map(([name, value]) => [name, text(value)]),
    );
  }
  return changes;
}
