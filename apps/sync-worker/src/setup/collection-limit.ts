import { z } from 'zod';
import type { AdminRequest } from '../hub/admin-request.ts';

/** The licence of Directus has no room for the collections that `init` is to create. */
export class CollectionLimitError extends Error {
  override readonly name = 'CollectionLimitError';
}

const licence = z.object({
  name: z.string().optional(),
  entitlements: z.object({ collections: z.object({ limit: z.number() }).optional() }),
  usage: z.object({ collections: z.number() }).optional(),
});

/**
 * Refuses before anything is created, not half-way, where the licence limits collections (Directus 12 without a key:
 * 25 that are active). Versions without licences have no such path, and no limit.
 * @throws {CollectionLimitError}
 */
export async function refuseTooManyCollections(request: AdminRequest, coming: number): Promise<void> {
  if (coming === 0) return;
  const found = licence.safeParse(await request({ method: 'GET', path: '/license' }).catch(() => null));
  if (!found.success) return;
  const { name = 'its licence', entitlements, usage } = found.data;
  const limit = entitlements.collections?.limit ?? -1;
  const used = usage?.collections ?? 0;
  if (limit < 0 || used + coming <= limit) return;
  throw new CollectionLimitError(
    `Directus (${name}) allows ${limit} collections and has ${used}: there is no room for the ${coming} that are missing. ` +
      'Set collections that are not used to inactive, or give Directus a licence key. Nothing was changed.',
  );
}
