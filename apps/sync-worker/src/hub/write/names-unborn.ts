import type { ApiError } from '@unified-sync/http-client';
import type { CollectionContext } from '../hub-context.ts';
import { directusError } from '../directus-error.ts';
import { lookAtItems } from '../look-at-items.ts';
import type { Entry } from './entry.ts';

/** What Directus says of a reference to an item that it does not have (10.13 and 12.4: `extensions.code`). */
export const noSuchItem = 'INVALID_FOREIGN_KEY';

/**
 * Of a batch that Directus refused for a reference, the entries that name an item which is proven not to be there. One of
 * them fails all others with it: found at once, they need not be looked for in halves. None where it cannot be told, e.g.
 * because what they refer to is no collection of the sync.
 */
export async function namesUnborn(
  { schema, contextOf }: CollectionContext,
  batch: readonly Entry[],
  error: ApiError,
): Promise<ReadonlySet<Entry>> {
  const said = directusError(error);
  if (said?.code !== noSuchItem || said.field === undefined) return new Set();
  const { field } = said;
  const referredTo = contextOf((await schema()).references.get(field) ?? '');
  if (referredTo === undefined) return new Set();
  // What the batch itself makes comes with it.
  const made = new Set(batch.filter(({ method }) => method === 'POST').map(({ id }) => id));
  const named = batch.map(({ body }) => body[field]).filter((id) => typeof id === 'string');
  const ids = [...new Set(named)].filter((id) => !made.has(id));
  const looks = await lookAtItems(referredTo, ids);
  const absent = new Set(ids.filter((_, at) => looks[at]?.kind === 'absent'));
  return new Set(batch.filter(({ body }) => typeof body[field] === 'string' && absent.has(body[field])));
}
