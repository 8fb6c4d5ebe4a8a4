import type { Connector } from '../connectors/connector.ts';
import { planSubscriptions, restoreSubscriptions } from '../schedule/restore-subscriptions.ts';
import type { PlannedStep } from './setup-step.ts';

/** Subscriptions of a connection that its provider lacks, or holds in vain. */
export async function planWebhookStep(connector: Connector): Promise<PlannedStep> {
  const { connection } = connector;
  const { missing, useless } = await planSubscriptions(connector);
  return {
    lines: [
      ...(useless.length === 0
        ? []
        : [`${connection}: remove ${useless.length} webhook subscriptions that do not work`]),
      ...(missing.length === 0
        ? []
        : [`${connection}: create ${missing.length} webhook subscriptions at the provider`]),
    ],
    async apply() {
      await restoreSubscriptions(connector);
    },
  };
}
