import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, type Client } from 'pg';
import type { Log } from '../log.ts';
import { readChanges, type ReadChangesOptions } from './read-changes.ts';
import { changesChannel } from './trigger-sql.ts';
import { openDirectusDatabase } from './with-directus-database.ts';

/** What {@link listenToChanges} needs. */
export interface ListenToChangesOptions {
  /** `DIRECTUS_DATABASE_URL` */
  readonly url: string;
  readonly keep: ReadChangesOptions['keep'];
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Milliseconds between two readings that nothing asked for: a notice may get lost. @default 5_000 */
  readonly pollEvery?: number;
  /** Milliseconds from a lost connection to the next one. @default 2_000 */
  readonly reconnectAfter?: number;
}

const batch = 1_000;

/**
 * Reads what the triggers note, as soon as they say that there is something, and now and again besides. A connection
 * that is lost, or cannot be had, is tried again and again; what is noted meanwhile waits. Ends when the signal does.
 */
export async function listenToChanges(options: ListenToChangesOptions): Promise<void> {
  const { log, signal, reconnectAfter = 2_000 } = options;
  let last = '';
  while (!signal.aborted) {
    try {
      await listenOnce(options, () => {
        if (last !== '') log.info("changes in Directus' database are heard again");
        last = '';
      });
    } catch (error) {
      const cause = causeOf(error);
      // The same trouble is said once, not every two seconds.
      if (cause !== last && !signal.aborted)
        log.error("changes in Directus' database cannot be heard, it is tried again", { cause });
      last = cause;
      await sleep(reconnectAfter, undefined, { signal }).catch(() => undefined);
    }
  }
}

const undefinedTable = '42P01';
const insufficientPrivilege = '42501';

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.message : String(error);
  if (!(error instanceof DatabaseError)) return cause;
  if (error.code === undefinedTable) return `there are no triggers (${cause}): run \`sync-worker init\``;
  if (error.code === insufficientPrivilege)
    return `${cause}: \`sync-worker doctor\` says which grants are missing`;
  return cause;
}

async function listenOnce(options: ListenToChangesOptions, onRead: () => void): Promise<void> {
  const { url, keep, signal, pollEvery = 5_000 } = options;
  const bell = createBell();
  // What is asked over a connection that was lost fails: it only needs to be asked now.
  const client = await openDirectusDatabase({ url, onError: bell.ring });
  try {
    signal.addEventListener('abort', bell.ring);
    client.on('notification', bell.ring);
    await client.query(`listen ${changesChannel}`);
    while (!signal.aborted) {
      bell.hush();
      await readAll(client, keep, signal);
      onRead();
      await bell.rings(pollEvery);
    }
  } finally {
    signal.removeEventListener('abort', bell.ring);
    await client.end().catch(() => undefined);
  }
}

async function readAll(client: Client, keep: ReadChangesOptions['keep'], signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await readChanges({ client, keep, limit: batch })) === batch);
}

/** Something that wakes a sleeper; rung while nobody sleeps, it wakes the next one at once. */
function createBell() {
  let isRung = false;
  let wake: (() => void) | undefined;
  return {
    ring: (): void => {
      isRung = true;
      wake?.();
    },
    hush: (): void => {
      isRung = false;
    },
    rings: async (milliseconds: number): Promise<void> => {
      if (isRung) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
