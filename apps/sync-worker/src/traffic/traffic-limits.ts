import type { WorkerConfig } from '../config/check-config.ts';
import { ninjaLimit } from '../connectors/invoice-ninja/rate-limit.ts';
import type { TrafficLimit } from './create-traffic.ts';

/** What Directus and the providers of all connections allow. */
export const trafficLimits = ({
  connections,
  directusRequestsPerMinute: requestsPerMinute,
}: Pick<WorkerConfig, 'connections' | 'directusRequestsPerMinute'>): Readonly<
  Record<string, TrafficLimit>
> => ({
  hub: { budget: 'hub', requestsPerMinute },
  ...Object.fromEntries(Object.entries(connections).map(([name, settings]) => [name, ninjaLimit(settings)])),
});
