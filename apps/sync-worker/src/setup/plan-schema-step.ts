import {
  applySchema,
  describePlan,
  planSchema,
  readCurrentSchema,
  resolveNames,
  SchemaConflictError,
  wantedSchema,
} from '@unified-sync/directus-schema';
import type { WorkerConfig } from '../config/check-config.ts';
import type { AdminRequest } from '../hub/admin-request.ts';
import { refuseTooManyCollections } from './collection-limit.ts';
import type { PlannedStep } from './setup-step.ts';

/**
 * Collections and owner companies that Directus lacks. `collections` are those that it is about to get.
 * @throws {SchemaConflictError} where something stands in the way; nothing has been changed then.
 * @throws {CollectionLimitError} where the licence of Directus has no room for them.
 */
export async function planSchemaStep(
  { names, acceptSchema, ownerCompanies }: WorkerConfig,
  request: AdminRequest,
): Promise<PlannedStep & { readonly collections: readonly string[] }> {
  const wanted = wantedSchema({ names });
  const plan = planSchema(await readCurrentSchema(request), wanted);
  const open = plan.conflicts.filter(({ name }) => !acceptSchema.includes(name));
  if (open.length > 0) throw new SchemaConflictError(open);
  await refuseTooManyCollections(request, plan.collections.length);
  const collection = resolveNames(names).collection('owner_companies');
  const isNew = plan.collections.some((each) => each.collection === collection);
  const there = new Set(isNew ? [] : await idsOf(request, collection));
  const missing = ownerCompanies.filter(({ id }) => !there.has(id));
  return {
    collections: plan.collections.map((each) => each.collection),
    lines: [
      ...describePlan(plan),
      ...missing.map(({ code, name }) => `create owner company ${code} (${name})`),
    ],
    async apply() {
      await applySchema({ request, wanted, accept: acceptSchema });
      for (const { id, code, name, defaultCurrency } of missing) {
        const item = { id, code, name, default_currency: defaultCurrency };
        await request({ method: 'POST', path: `/items/${collection}`, body: item });
      }
    },
  };
}

async function idsOf(request: AdminRequest, collection: string): Promise<string[]> {
  const body = { query: { fields: ['id'], limit: -1 } };
  const found = await request({ method: 'SEARCH', path: `/items/${collection}`, body });
  return Array.isArray(found) ? found.map((item) => String(item.id)) : [];
}
