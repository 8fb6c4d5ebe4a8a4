import { z } from 'zod';
import type { CallOptions, MauticApi } from '../api.ts';
import { type Hook, hookSchema } from '../entities/hook.ts';
import { propertyColumns } from '../listing/listing.ts';
import type { WebhookEventName } from '../webhooks/webhook-events.ts';
import { createResource, type RecordResource } from './record-resource.ts';

type Trigger = WebhookEventName | (string & {});

/** What `hooks.create` and `replace` take. */
export interface HookInput {
  name: string;
  webhookUrl: string;
  /** All the events that it is sent for. */
  triggers: readonly Trigger[];
  /** Signs the deliveries. @default one that Mautic makes, to be read from the record */
  secret?: string;
  isPublished?: boolean;
  /** Order of the events in one delivery. @default 'ASC' */
  eventsOrderbyDir?: 'ASC' | 'DESC';
}

/** What `hooks.patch` takes. Events are only added: `replace` also removes them. */
export interface HookPatch extends Partial<Omit<HookInput, 'triggers'>> {
  addTriggers?: readonly Trigger[];
}

export interface HooksResource extends Omit<RecordResource<Hook, HookInput, HookPatch>, 'batch'> {
  /** The events of this installation, those of its plugins included, by name. */
  triggers(options?: CallOptions): Promise<Record<string, unknown>>;
}

export function createHooks(api: MauticApi): HooksResource {
  const { batch: _batch, ...resource } = createResource<Hook, HookInput, object>(api, {
    path: 'hooks',
    listKey: 'hooks',
    itemKey: 'hook',
    schema: hookSchema,
    columns: propertyColumns,
  });
  return {
    ...resource,
    async patch(id, { addTriggers, ...changes }, options) {
      const triggers = addTriggers === undefined ? {} : { triggers: addTriggers };
      return await resource.patch(id, { ...changes, ...triggers }, options);
    },
    async triggers({ signal } = {}) {
      const schema = z.looseObject({ triggers: z.record(z.string(), z.unknown()) });
      return (await api.http.request('GET', '/hooks/triggers', { schema, signal })).triggers;
    },
  };
}
