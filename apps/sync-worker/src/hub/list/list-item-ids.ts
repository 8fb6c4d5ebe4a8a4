import { accessProblem } from '../access.ts';
import { type CollectionContext, searchAll } from '../hub-context.ts';

/**
 * The ids of all items, read at one instant. Complete is proven by two things: nothing is hidden from the user,
 * and there are no more items than were shown.
 * @throws {SideUnavailable}
 */
export async function listItemIds(
  context: CollectionContext,
): Promise<{ readonly ids: readonly string[]; readonly complete: boolean }> {
  const { client, collection, schema } = context;
  const key = collection.primaryKey;
  const { items, count } = await searchAll(context, { fields: [key], meta: 'total_count' });
  const ids = [...new Set(items.flatMap((item) => (typeof item[key] === 'string' ? [item[key]] : [])))];
  const isAll = count !== undefined && ids.length >= count && ids.length === items.length;
  const complete = isAll && (await accessProblem(client, collection, ['read'], await schema())) === undefined;
  return { ids, complete };
}
