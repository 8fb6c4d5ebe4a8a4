import type { Connector, Subscription, WantedSubscription } from '../connectors/connector.ts';

/** What a look at the subscriptions of a connection found. */
export interface SubscriptionPlan {
  readonly missing: readonly WantedSubscription[];
  /** Doubled, or calling with another secret or to an address that is not wanted. */
  readonly useless: readonly Subscription[];
}

/** What a look at the subscriptions of a connection did. */
export interface RestoredSubscriptions {
  readonly created: readonly string[];
  readonly removed: number;
}

/**
 * Compares what the provider holds with what is wanted: each subscription once. Those of others are left alone.
 * @throws {ApiError} where the provider cannot be asked.
 */
export async function planSubscriptions({ webhooks }: Connector): Promise<SubscriptionPlan> {
  if (webhooks === null) return { missing: [], useless: [] };
  const kept = new Set<string>();
  const useless: Subscription[] = [];
  for (const held of await webhooks.list()) {
    if (held.working && !kept.has(held.url)) kept.add(held.url);
    else useless.push(held);
  }
  return { missing: webhooks.wanted().filter(({ url }) => !kept.has(url)), useless };
}

/**
 * Makes the provider hold each wanted subscription once.
 * @throws {ApiError} where the provider cannot be asked.
 */
export async function restoreSubscriptions(connector: Connector): Promise<RestoredSubscriptions> {
  const { missing, useless } = await planSubscriptions(connector);
  const { webhooks } = connector;
  for (const { id } of useless) await webhooks?.remove(id);
  for (const wanted of missing) await webhooks?.create(wanted);
  return { created: missing.map(({ name }) => name), removed: useless.length };
}
