import { collectionNames, resolveNames } from '@unified-sync/directus-schema';
import type { AdminRequest } from '../hub/admin-request.ts';
import { planWorkerUser } from '../hub/plan-worker-user.ts';
import type { WorkerConfig } from '../config/check-config.ts';
import type { PlannedStep } from './setup-step.ts';

/** The worker's own user and role in Directus, and what the role may do. */
export async function planUserStep(
  { names, directusUrl }: WorkerConfig,
  request: AdminRequest,
  token: string | undefined,
): Promise<PlannedStep & { readonly userId: () => string | undefined }> {
  const resolved = resolveNames(names);
  const { lines, apply, userId } = await planWorkerUser({
    url: directusUrl,
    request,
    token,
    collections: collectionNames.map((name) => resolved.collection(name)),
  });
  let made = userId;
  return {
    lines,
    userId: () => made,
    async apply() {
      made = await apply();
    },
  };
}
