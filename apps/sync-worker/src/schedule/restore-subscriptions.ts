import type { Connector } from '../connectors/connector.ts';

/** What a look at the subscriptions of a connection did. */
export interface RestoredSubscriptions {
  readonly created: readonly string[];
  readonly removed: number;
}

/**
 * Makes the provider hold each wanted subscription once: one that was switched off, or that calls with another
 * secret or to an address that is not wanted, is replaced. Those of others are left alone.
 * @throws {ApiError} where the provider cannot be asked.
 */
export async function restoreSubscriptions({ webhooks }: Connector): Promise<RestoredSubscriptions> {
  if (webhooks === null) return { created: [], removed: 0 };
  const held = await webhooks.list();
  const kept = new Set<string>();
  let removed = 0;
  for (const { id, url, working } of held) {
    if (working && !kept.has(url)) kept.add(url);
    else {
      await webhooks.remove(id);
      removed += 1;
    }
  }
  const missing = webhooks.wanted().filter(({ url }) => !kept.has(url));
  for (const wanted of missing) await webhooks.create(wanted);
  return { created: missing.map(({ name }) => name), removed };
}
