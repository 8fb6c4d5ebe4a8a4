import { checkTriggers } from '../triggers/check-triggers.ts';
import { watchedTables } from '../triggers/watched-tables.ts';
import type { SyncWorker } from '../worker/sync-worker.ts';
import type { CommandContext } from './command.ts';

/** How changes in Directus are heard of. */
export interface Hearing {
  /** The strongest that works: 1 triggers in its database, 2 hints of the extension, 3 scans and sweeps alone. */
  readonly grade: 1 | 2 | 3;
  readonly text: string;
  /** Why the triggers that are configured do not work; `null`: they do, or none are configured. */
  readonly problem: string | null;
}

/** Seconds that changes may wait to be read before nobody can be reading them. */
const patience = 60;

/** Asks Directus' database, where its URL is given. */
export async function hearing(
  { model, hub }: SyncWorker,
  { secrets, schedule, names }: CommandContext['config'],
): Promise<Hearing> {
  const { hintSecret, directusDatabaseUrl } = secrets;
  const sweep = `a scan every ${schedule.scanEvery} s and a comparison of all ids every ${schedule.sweepEvery} s`;
  const hints = hintSecret === undefined ? [] : ['hints of the extension'];
  const withoutTriggers = (problem: string | null): Hearing =>
    hints.length === 0
      ? { grade: 3, text: `${sweep} alone (grade 3)`, problem }
      : { grade: 2, text: `hints of the extension (grade 2), and ${sweep}`, problem };
  if (directusDatabaseUrl === undefined) return withoutTriggers(null);
  // Where Directus does not answer, another check says so.
  const user = await hub.currentUser().catch(() => undefined);
  const { problem, waiting, oldest } = await checkTriggers(
    directusDatabaseUrl,
    watchedTables(model, names),
    user?.id,
  );
  if (problem !== null) return withoutTriggers(problem);
  const owed =
    waiting === null || waiting === 0 ? '' : `, ${waiting} changes to be read, the oldest ${oldest} s old`;
  return {
    grade: 1,
    text: `triggers in its database (grade 1${owed}), ${[...hints, sweep].join(', and ')}`,
    problem:
      oldest > patience ? `nobody reads what the triggers note${owed}: run \`sync-worker start\`` : null,
  };
}
