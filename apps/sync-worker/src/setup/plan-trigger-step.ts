import type { WorkerConfig } from '../config/check-config.ts';
import { planTriggers } from '../triggers/plan-triggers.ts';
import { watchedTables } from '../triggers/watched-tables.ts';
import { connect } from '../worker/connect.ts';
import type { PlannedStep } from './setup-step.ts';

/**
 * Triggers that Directus' database lacks, where its URL is given.
 * @param coming collections that Directus is about to get
 * @throws {TriggerError} where they cannot be installed.
 */
export async function planTriggerStep(config: WorkerConfig, coming: readonly string[]): Promise<PlannedStep> {
  const { directusDatabaseUrl } = config.secrets;
  if (directusDatabaseUrl === undefined) return { lines: [], apply: async () => undefined };
  return await planTriggers({
    url: directusDatabaseUrl,
    tables: watchedTables(connect(config).model, config.names),
    coming,
  });
}
